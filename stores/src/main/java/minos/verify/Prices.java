package minos.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import minos.store.Charge;

/**
 * What stores charge for requests, from a file with the day on which it was right.
 *
 * @param date that day
 * @param dollars the price of one unit of each item
 */
public record Prices(String date, Map<String, Double> dollars) {
  private static final String FILE = "prices.properties";

  /** Copies the map. */
  public Prices {
    dollars = Map.copyOf(dollars);
  }

  /** For stores that send no bills. */
  public static final Prices FREE = new Prices("", Map.of());

  /** The list that comes with this program. */
  public static Prices published() {
    Properties lines = new Properties();
    try (InputStream in = Prices.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing beside " + Prices.class);
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      lines.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Double> dollars = new HashMap<>();
    for (String name : lines.stringPropertyNames()) {
      if (!name.equals("date")) {
        dollars.put(name, Double.parseDouble(lines.getProperty(name)));
      }
    }
    return new Prices(lines.getProperty("date", "unknown"), dollars);
  }

  /** What a charge comes to, in dollars. */
  public double of(Charge charge) {
    return charge.units() * dollars.getOrDefault(charge.item(), 0.0);
  }
}

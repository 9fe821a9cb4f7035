package minos.generate.synthetic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Writes what is known of a generated history as a JSON document. */
public final class TruthJson {
  private TruthJson() {}

  /** Writes the document and flushes; doesn't close. */
  public static void write(Truth truth, long seed, OutputStream out) throws IOException {
    JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    json.writeStartObject();
    json.writeStringField("model", truth.model());
    json.writeStringField("consistency", truth.consistency());
    json.writeStringField("verdict", truth.verdict().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("operations", truth.operations());
    json.writeNumberField("events", truth.events());
    json.writeNumberField("seed", seed);
    json.writeArrayFieldStart("anomalies");
    for (Truth.Injected injected : truth.injected()) {
      json.writeStartObject();
      json.writeStringField("anomaly", injected.anomaly().id());
      json.writeStringField("violates", injected.violates());
      json.writeArrayFieldStart("operations");
      for (long operation : injected.operations()) {
        json.writeNumber(operation);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }
}

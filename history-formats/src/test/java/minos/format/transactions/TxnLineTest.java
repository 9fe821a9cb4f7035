package minos.format.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TxnLineTest {
  private static final int LINES = 40_000;

  /** The same language, as a pattern. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*([rw])\\(\\s*([^,()\\s](?:[^,()]*[^,()\\s])?)\\s*,\\s*([^,()\\s](?:[^,()]*[^,()\\s])?)\\s*,"
              + "\\s*(-?\\d{1,18})\\s*,\\s*(-?\\d{1,18})\\s*\\)\\s*");

  private static final String[] NAMES = {
    "0",
    "7",
    "-3",
    "+5",
    "123456789012345678",
    "1234567890123456789",
    "k",
    "a b",
    "null",
    "é",
    "x-1",
    "1.5",
    "--2",
    "-",
    "",
    "007",
    "9-",
    "nil"
  };

  @Test
  void takesApartWhatThePatternMatchesAndNothingElse() {
    TxnLine line = new TxnLine();
    Random random = new Random(7);
    int fit = 0;
    for (int i = 0; i < LINES; i++) {
      String text = mutated(line(random), random);
      byte[] bytes = ("##" + text + "#").getBytes(UTF_8);
      Matcher matcher = LINE.matcher(text);
      boolean fits = matcher.matches();
      assertThat(line.parse(bytes, 2, bytes.length - 1)).as("line %d: %s", i, text).isEqualTo(fits);
      if (fits) {
        fit++;
        assertThat(line.write()).isEqualTo(matcher.group(1).equals("w"));
        assertThat(line.key()).as(text).isEqualTo(Names.value(matcher.group(2)));
        assertThat(line.value()).as(text).isEqualTo(Names.value(matcher.group(3)));
        assertThat(line.session()).as(text).isEqualTo(Long.parseLong(matcher.group(4)));
        assertThat(line.transaction()).as(text).isEqualTo(Long.parseLong(matcher.group(5)));
      }
    }
    assertThat(fit).isBetween(LINES / 4, 3 * LINES / 4);
  }

  @Test
  void whatIsNoUtf8IsNoName() {
    byte[] bytes = "r(a,1,2,3)".getBytes(UTF_8);
    bytes[2] = (byte) 0xff;

    assertThat(new TxnLine().parse(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void transactionsThatAreOverAreKnownInWhateverOrderTheyCame() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Over over = new Over();
      Set<Long> known = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        long number = random.nextInt(10) == 0 ? random.nextInt(300) : 2L * i;
        assertThat(over.contains(number)).as("seed %d", seed).isEqualTo(known.contains(number));
        over.add(number);
        known.add(number);
      }
    }
  }

  private static String line(Random random) {
    return space(random)
        + (random.nextBoolean() ? "r(" : "w(")
        + part(random, NAMES.length)
        + ","
        + part(random, NAMES.length)
        + ","
        + part(random, 5)
        + ","
        + part(random, 5)
        + ")"
        + space(random);
  }

  private static String part(Random random, int names) {
    return space(random) + NAMES[random.nextInt(names)] + space(random);
  }

  private static String space(Random random) {
    return random.nextInt(6) == 0 ? " \t" : "";
  }

  private static String mutated(String line, Random random) {
    if (random.nextInt(3) > 0) {
      return line;
    }
    int at = random.nextInt(line.length());
    return random.nextBoolean()
        ? line.substring(0, at) + line.substring(at + 1)
        : line.substring(0, at) + "rw(),-+ 5a".charAt(random.nextInt(10)) + line.substring(at);
  }
}

package minos.format.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class AwditLineTest {
  private static final int LINES = 40_000;

  /** The same language, as patterns. */
  private static final Pattern OPERATION = Pattern.compile("\\s*([rw])\\s+(\\S+)\\s+(\\S+)\\s*");

  private static final Pattern SEPARATOR = Pattern.compile("\\s*(-{3,}|={3,})\\s*");

  private static final String[] WORDS = {
    "r",
    "w",
    "r",
    "w",
    "rw",
    "0",
    "7",
    "-3",
    "+5",
    "123456789012345678",
    "1234567890123456789",
    "k",
    "null",
    "nil",
    "é",
    "x-1",
    "1.5",
    "-",
    "--",
    "---",
    "-------",
    "===",
    "==",
    "=====",
    "--=",
    "007"
  };

  @Test
  void takesApartWhatThePatternsMatchAndNothingElse() {
    AwditLine line = new AwditLine();
    Random random = new Random(11);
    Map<AwditLine.Kind, Integer> counts = new EnumMap<>(AwditLine.Kind.class);
    for (int i = 0; i < LINES; i++) {
      String text = line(random);
      byte[] bytes = ("##" + text + "#").getBytes(UTF_8);

      AwditLine.Kind kind = line.parse(bytes, 2, bytes.length - 1);

      assertThat(kind).as("line %d: %s", i, text).isEqualTo(kind(text));
      Matcher operation = OPERATION.matcher(text);
      if (operation.matches()) {
        assertThat(line.key()).as(text).isEqualTo(Names.value(operation.group(2)));
        assertThat(line.value()).as(text).isEqualTo(Names.value(operation.group(3)));
      }
      counts.merge(kind, 1, Integer::sum);
    }
    assertThat(counts).containsOnlyKeys(AwditLine.Kind.values());
    assertThat(counts.values()).allMatch(count -> count > LINES / 100);
  }

  @Test
  void whatIsNoUtf8IsNoOperation() {
    byte[] bytes = "r a 1".getBytes(UTF_8);
    bytes[2] = (byte) 0xff;

    assertThat(new AwditLine().parse(bytes, 0, bytes.length)).isEqualTo(AwditLine.Kind.OTHER);
  }

  private static AwditLine.Kind kind(String text) {
    Matcher operation = OPERATION.matcher(text);
    Matcher separator = SEPARATOR.matcher(text);
    if (operation.matches()) {
      return operation.group(1).equals("r") ? AwditLine.Kind.READ : AwditLine.Kind.WRITE;
    } else if (separator.matches()) {
      return separator.group(1).startsWith("-")
          ? AwditLine.Kind.DASHES
          : AwditLine.Kind.EQUALS_SIGNS;
    }
    return AwditLine.Kind.OTHER;
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder(space(random, 0));
    int words = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : random.nextInt(3) == 0 ? 1 : 3;
    for (int i = 0; i < words; i++) {
      int bound = i == 0 && words == 3 ? 4 : WORDS.length;
      line.append(WORDS[random.nextInt(bound)]).append(space(random, i + 1 < words ? 1 : 0));
    }
    return line.toString();
  }

  private static String space(Random random, int fewest) {
    StringBuilder space = new StringBuilder();
    for (int i = random.nextInt(2) + fewest; i > 0; i--) {
      space.append(" \t\r".charAt(random.nextInt(3)));
    }
    return space.toString();
  }
}

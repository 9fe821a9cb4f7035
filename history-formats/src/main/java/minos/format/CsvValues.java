package minos.format;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.ReadLimits;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Text;
import minos.value.Value;

/** What the fields of a table mean. Not thread-safe. */
final class CsvValues {
  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,999})");
  private static final Pattern REAL =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,99}(?:[eE][-+]?[0-9]{1,2})?)");

  private final EdnReader edn;

  CsvValues(ReadLimits limits) {
    this.edn = new EdnReader(limits);
  }

  /**
   * A number, {@code true} or {@code false}, {@code nil} or {@code null}, a list in brackets
   * (members separated by spaces or commas), a map or a set as EDN writes it, or else the text
   * itself.
   */
  Value value(String text) throws IOException {
    switch (text) {
      case "true", "TRUE", "True" -> {
        return Bool.TRUE;
      }
      case "false", "FALSE", "False" -> {
        return Bool.FALSE;
      }
      case "nil", "null", "NULL" -> {
        return Nil.NIL;
      }
      default -> {}
    }
    boolean list = text.startsWith("[") && text.endsWith("]");
    if (list || ((text.startsWith("{") || text.startsWith("#{")) && text.endsWith("}"))) {
      return collection(text);
    }
    if (INTEGER.matcher(text).matches() && !text.equals("-0")) {
      return text.length() <= 18 ? new Int(Long.parseLong(text)) : BigInt.of(new BigInteger(text));
    }
    return REAL.matcher(text).matches() ? new Real(Double.parseDouble(text)) : new Text(text);
  }

  private Value collection(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      edn.reset(bytes, 0, bytes.length, 1, 1);
      Value collection = edn.read();
      return edn.peek() < 0 ? collection : new Text(text);
    } catch (MalformedEdnException e) {
      return new Text(text); // begins and ends like a collection and is none all the same
    }
  }

  /** Nanoseconds: an integer, or a date and time with its zone (ISO 8601); empty if neither. */
  static OptionalLong time(String text) {
    if (text.matches("-?[0-9]{1,18}")) {
      return OptionalLong.of(Long.parseLong(text));
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return OptionalLong.of(
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano()));
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }
}

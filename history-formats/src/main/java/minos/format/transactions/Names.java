package minos.format.transactions;

import java.math.BigInteger;
import java.util.regex.Pattern;
import minos.format.input.Utf8;
import minos.value.BigInt;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Keys and values in texts: integers where they are, else names. */
final class Names {
  private static final int LONG_DIGITS = 18;
  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,1000}");

  private Names() {}

  /** The key or value in a range of bytes; null if they are not UTF-8. */
  static @Nullable Value value(byte[] bytes, int from, int to) {
    boolean negative = to - from > 1 && bytes[from] == '-';
    int digits = from + (negative ? 1 : 0);
    long number = 0;
    int at = digits;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - digits < LONG_DIGITS) {
      number = 10 * number + bytes[at++] - '0';
    }
    if (at == to && at > digits) {
      return new Int(negative ? -number : number);
    }
    String text = Utf8.decode(bytes, from, to);
    return text == null ? null : value(text);
  }

  static Value value(String text) {
    if (text.equals("null") || text.equals("nil")) {
      return Nil.NIL;
    }
    return INTEGER.matcher(text).matches() ? BigInt.of(new BigInteger(text)) : new Text(text);
  }
}

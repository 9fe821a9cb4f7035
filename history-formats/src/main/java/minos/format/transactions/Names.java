package minos.format.transactions;

import java.math.BigInteger;
import java.util.regex.Pattern;
import minos.value.BigInt;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;

/** Keys and values in texts: integers where they are, else names. */
final class Names {
  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,1000}");

  private Names() {}

  static Value value(String text) {
    if (text.equals("null") || text.equals("nil")) {
      return Nil.NIL;
    }
    return INTEGER.matcher(text).matches() ? BigInt.of(new BigInteger(text)) : new Text(text);
  }
}

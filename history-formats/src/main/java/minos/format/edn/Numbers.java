package minos.format.edn;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.value.BigInt;
import minos.value.Decimal;
import minos.value.Int;
import minos.value.Real;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** The numbers of EDN, with the radices and ratios that Clojure writes. */
final class Numbers {
  /** Longer numbers take quadratic time to read, and nobody records one. */
  static final int LONGEST = 10_000;

  private static final Pattern INTEGER =
      Pattern.compile(
          "([-+]?)(?:(0)|([1-9][0-9]*)|0[xX]([0-9A-Fa-f]+)|0([0-7]+)|([1-9][0-9]?)[rR]([0-9A-Za-z]+))(N)?");
  private static final Pattern FLOAT =
      Pattern.compile("([-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]{1,5})?)(M)?");
  private static final Pattern RATIO = Pattern.compile("([-+]?[0-9]+)/([0-9]+)");

  private Numbers() {}

  /** The number that the text spells; null if it spells none. */
  static @Nullable Value parse(String text) {
    Matcher integer = INTEGER.matcher(text);
    if (integer.matches()) {
      return integer(integer);
    }
    Matcher real = FLOAT.matcher(text);
    if (real.matches() && !text.matches("[-+]?[0-9]+")) { // 09 is neither octal nor decimal
      if (real.group(2) != null) {
        return decimal(real.group(1));
      }
      double value = Double.parseDouble(real.group(1));
      return Double.isInfinite(value) ? null : new Real(value);
    }
    Matcher ratio = RATIO.matcher(text);
    return ratio.matches() ? ratio(ratio) : null;
  }

  private static @Nullable Value integer(Matcher matcher) {
    int radix;
    String digits;
    if (matcher.group(2) != null) {
      return new Int(0);
    } else if (matcher.group(3) != null) {
      radix = 10;
      digits = matcher.group(3);
    } else if (matcher.group(4) != null) {
      radix = 16;
      digits = matcher.group(4);
    } else if (matcher.group(5) != null) {
      radix = 8;
      digits = matcher.group(5);
    } else {
      radix = Integer.parseInt(matcher.group(6));
      digits = matcher.group(7);
      if (radix < Character.MIN_RADIX
          || radix > Character.MAX_RADIX
          || !digits.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
        return null;
      }
    }
    BigInteger value = new BigInteger(digits, radix);
    return BigInt.of("-".equals(matcher.group(1)) ? value.negate() : value);
  }

  private static Value decimal(String text) {
    return new Decimal(new BigDecimal(text));
  }

  private static @Nullable Value ratio(Matcher matcher) {
    BigInteger numerator = new BigInteger(matcher.group(1));
    BigInteger denominator = new BigInteger(matcher.group(2));
    if (denominator.signum() == 0) {
      return null;
    }
    BigInteger gcd = numerator.gcd(denominator);
    BigInteger reduced = denominator.divide(gcd);
    return reduced.equals(BigInteger.ONE)
        ? BigInt.of(numerator.divide(gcd))
        : new Tagged("ratio", new Text(numerator.divide(gcd) + "/" + reduced));
  }
}

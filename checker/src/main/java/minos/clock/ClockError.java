package minos.clock;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.history.History;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;

/**
 * By how much recorded times may be wrong: the true time of an event lies within the error of the
 * recorded one. Immutable.
 *
 * <p>An operation may state its own error in the field {@code clockError}: a duration with a unit
 * ({@code 2ms}, {@code 40us}), or a number of nanoseconds. It is typically the time daemon's
 * |offset| + root dispersion + root delay / 2.
 *
 * @param all the error of operations that state none
 */
public record ClockError(Duration all) {
  /** The field of operations and headers that states an error. */
  public static final String FIELD = "clockError";

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ns|us|µs|ms|s|m)");

  /** Checks the duration. */
  public ClockError {
    if (all.isNegative()) {
      throw new IllegalArgumentException("a clock's error is no negative time: " + all);
    }
  }

  /** The error that a history states of itself in its header; empty if it states none. */
  public static Optional<ClockError> stated(History history) {
    Value value = history.origin().header().get(FIELD);
    return value == null ? Optional.empty() : duration(value).map(ClockError::new);
  }

  /**
   * The error that a text says: {@code 2ms}, {@code 40us}.
   *
   * @throws IllegalArgumentException if it says none
   */
  public static ClockError of(String text) {
    return duration(new Text(text))
        .map(ClockError::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is no error of a clock; expected a number with its unit: 2ms, 40us, 1s"));
  }

  /** Whether some operation of a history states an error of its own. */
  public static boolean statedByOperations(History history) {
    return history.fieldNames().contains(FIELD);
  }

  /** The error of an operation's times, in nanoseconds. */
  long nanos(History history, int operation) {
    return history.field(operation, FIELD).flatMap(ClockError::duration).orElse(all).toNanos();
  }

  /** The duration that a value states; empty if it states none. */
  static Optional<Duration> duration(Value value) {
    if (value instanceof Int nanos && nanos.value() >= 0) {
      return Optional.of(Duration.ofNanos(nanos.value()));
    }
    Matcher matcher = TEXT.matcher(value.letters().strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double unit =
        switch (matcher.group(2)) {
          case "ns" -> 1;
          case "us", "µs" -> 1e3;
          case "ms" -> 1e6;
          case "s" -> 1e9;
          default -> 60e9;
        };
    return Optional.of(Duration.ofNanos((long) (Double.parseDouble(matcher.group(1)) * unit)));
  }

  /** A number of nanoseconds for people: {@code 3.2 ms}. */
  static String words(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    } else if (nanos < 1_000_000) {
      return number(nanos / 1e3) + " us";
    } else if (nanos < 10_000_000_000L) {
      return number(nanos / 1e6) + " ms";
    }
    return number(nanos / 1e9) + " s";
  }

  private static String number(double value) {
    return new java.math.BigDecimal(value)
        .setScale(6, java.math.RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  @Override
  public String toString() {
    return words(all.toNanos());
  }
}

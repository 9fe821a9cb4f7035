package minos.contract;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.value.Int;
import minos.value.Real;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** How stale an operation's answer may be: for so long, or by so many versions. */
record Staleness(@Nullable Duration time, int versions) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|versions?)?");

  /**
   * The limit that a text says: {@code 5s}, {@code 500ms}, {@code 2 versions}; a bare number is one
   * of seconds.
   *
   * @throws IllegalArgumentException if it says none
   */
  static Staleness limit(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "`" + text + "` is no bound of staleness; expected one like 500ms, 5s or `2 versions`");
    }
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    double number = Double.parseDouble(matcher.group(1));
    return switch (unit) {
      case "ms" -> after(number * 1e6);
      case "s" -> after(number * 1e9);
      case "m" -> after(number * 60e9);
      case "h" -> after(number * 3600e9);
      default -> new Staleness(null, (int) number);
    };
  }

  private static Staleness after(double nanos) {
    return new Staleness(Duration.ofNanos((long) nanos), 0);
  }

  /**
   * The limit of a promise for an operation; empty if the operation should have said and did not.
   */
  static Optional<Staleness> of(Promise promise, Metadata metadata, int operation) {
    if (Character.isDigit(promise.parameter().charAt(0))) {
      return Optional.of(limit(promise.parameter()));
    }
    Optional<Value> said = metadata.get(operation, promise.parameter());
    if (said.isEmpty()) {
      return Optional.empty();
    }
    Value value = said.get();
    if (value instanceof Int seconds) {
      return Optional.of(after(seconds.value() * 1e9));
    } else if (value instanceof Real seconds) {
      return Optional.of(after(seconds.value() * 1e9));
    }
    try {
      return Optional.of(limit(value.letters()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return time == null ? versions + " versions" : time.toMillis() + " ms";
  }
}

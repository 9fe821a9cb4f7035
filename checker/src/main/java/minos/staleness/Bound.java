package minos.staleness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How stale a read may be.
 *
 * @param versions how many newer versions may have replaced what it returned
 * @param time for how long it may have been replaced
 */
public record Bound(OptionalInt versions, Optional<Duration> time) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m)?");

  /** So many versions. */
  public static Bound versions(int versions) {
    return new Bound(OptionalInt.of(versions), Optional.empty());
  }

  /** So long. */
  public static Bound time(Duration time) {
    return new Bound(OptionalInt.empty(), Optional.of(time));
  }

  /**
   * The bound of a text: {@code 2} for versions; {@code 500ms}, {@code 2s} or {@code 1m} for time.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Bound of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "`"
              + text
              + "` is no bound of staleness; give a number of versions, such as 2, or a time, such as"
              + " 500ms or 2s");
    }
    int number = Integer.parseInt(matcher.group(1));
    if (matcher.group(2) == null) {
      return versions(number);
    }
    return time(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        });
  }

  @Override
  public String toString() {
    return time.map(t -> t.toMillis() + "ms").orElseGet(() -> versions.orElse(0) + "");
  }
}

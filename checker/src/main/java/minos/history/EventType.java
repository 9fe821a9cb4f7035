package minos.history;

import java.util.Locale;
import java.util.Optional;

/** What one line of a log says of an operation. */
public enum EventType {
  /** The operation began. */
  INVOKE,
  /** It completed: it happened. */
  OK,
  /** It completed: it certainly did not happen. */
  FAIL,
  /**
   * Nobody knows: it may take effect at any time after its invocation, even after the end of the
   * history.
   */
  INFO;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in a log: {@code invoke}, {@code ok}, {@code fail}, {@code info}. */
  public String word() {
    return word;
  }

  /** The type that a word in a log names; empty for any other word. */
  public static Optional<EventType> ofWord(String word) {
    return switch (word) {
      case "invoke" -> Optional.of(INVOKE);
      case "ok" -> Optional.of(OK);
      case "fail" -> Optional.of(FAIL);
      case "info" -> Optional.of(INFO);
      default -> Optional.empty();
    };
  }
}

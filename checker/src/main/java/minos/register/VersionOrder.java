package minos.register;

import java.util.Locale;
import java.util.Optional;

/** Where the order of the versions of a key comes from, against which sessions are judged. */
public enum VersionOrder {
  /** The store's own: the integer field {@code version} of writes and reads. */
  SERVER,
  /**
   * A version whose write ended, or that somebody had read, before the write of another began is
   * the older one. Every study that measures stores from outside assumes it.
   */
  REAL_TIME,
  /** None is given: any order that explains the history will do. */
  NONE;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The order of that name. */
  public static Optional<VersionOrder> ofWord(String word) {
    for (VersionOrder order : values()) {
      if (order.word().equals(word)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }
}

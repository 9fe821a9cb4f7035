package minos.recorder;

import java.time.Duration;

/**
 * When a journal hands what it was told to the operating system.
 *
 * <p>With any of them, what a killed recorder leaves behind is a prefix of what happened, in order:
 * if it has a read, it has the invocation of the write that the read saw. So what is left can be
 * judged. They differ in how much is left.
 */
public sealed interface Flush {
  /**
   * Before each request leaves, and before whoever completes an operation goes on: a killed process
   * loses nothing.
   */
  Flush EACH = new Each(false);

  /** As {@link #EACH}, and down to the disk: a machine that loses power loses nothing either. */
  Flush EACH_TO_DISK = new Each(true);

  /** Within this time, by a thread of the journal's own: a killed process loses so much. */
  static Flush every(Duration period) {
    return new Every(period);
  }

  /**
   * With each event.
   *
   * @param force whether to the disk
   */
  record Each(boolean force) implements Flush {}

  /**
   * From time to time.
   *
   * @param period at least a millisecond
   */
  record Every(Duration period) implements Flush {
    /** Checks the period. */
    public Every {
      if (period.toMillis() < 1) {
        throw new IllegalArgumentException(
            "a journal can be flushed every millisecond at most, not every " + period);
      }
    }
  }
}

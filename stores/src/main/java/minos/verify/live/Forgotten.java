package minos.verify.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the operations before some place of a recording, so that those after it can be
 * judged by themselves. Whatever the whole recording is consistent with, what is told must be, too.
 * Used by one thread.
 */
interface Forgotten {
  /** One that ended before the place. It is told of once. */
  void settle(Recorded operation);

  /**
   * Those that began before the place and were not over there: they may take effect after it. These
   * take the place of those that were told of before.
   */
  void late(List<Recorded> operations);

  /** What may have been done before, for others to have seen it. */
  List<Before> before(List<Recorded> rest);

  /** An operation after the place as it can be judged; null if it can't be. */
  @Nullable Recorded told(Recorded operation);
}

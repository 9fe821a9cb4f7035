package minos.workload;

import minos.history.History;

/**
 * The beginning or the end of an operation, as a long that sorts by real time: the position, then
 * the operation, then which of the two.
 */
final class Moment {
  private Moment() {}

  static long begin(History history, int operation) {
    return ((long) history.invoked(operation) << Integer.SIZE) | ((long) operation << 1);
  }

  static long end(History history, int operation) {
    return ((long) history.completed(operation) << Integer.SIZE) | ((long) operation << 1) | 1;
  }

  static int operation(long moment) {
    return (int) (moment & 0xffff_ffffL) >>> 1;
  }

  static boolean isEnd(long moment) {
    return (moment & 1) == 1;
  }
}

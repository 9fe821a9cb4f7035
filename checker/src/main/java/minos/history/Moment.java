package minos.history;

import java.util.Arrays;

/**
 * The beginning or the end of an operation, as a long that sorts by real time: the position, then
 * the operation, then which of the two.
 */
public final class Moment {
  private Moment() {}

  /** When an operation was invoked. */
  public static long begin(History history, int operation) {
    return ((long) history.invoked(operation) << Integer.SIZE) | ((long) operation << 1);
  }

  /** When an operation completed; after all others if it never did. */
  public static long end(History history, int operation) {
    return ((long) history.completed(operation) << Integer.SIZE) | ((long) operation << 1) | 1;
  }

  /** Whose beginning or end it is. */
  public static int operation(long moment) {
    return (int) (moment & 0xffff_ffffL) >>> 1;
  }

  /** Whether it is an end. */
  public static boolean isEnd(long moment) {
    return (moment & 1) == 1;
  }

  /**
   * The beginnings and ends of some operations in the order of time, operations that never ended
   * without an end. Sorting costs n log n.
   */
  public static long[] of(History history, int[] operations) {
    long[] moments = new long[operations.length * 2];
    int size = 0;
    for (int operation : operations) {
      moments[size++] = begin(history, operation);
      if (history.completed(operation) != History.NEVER) {
        moments[size++] = end(history, operation);
      }
    }
    long[] trimmed = Arrays.copyOf(moments, size);
    Arrays.sort(trimmed);
    return trimmed;
  }
}

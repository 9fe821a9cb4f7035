package minos.linearizability;

import java.util.Arrays;

/**
 * The events of a problem in real-time order, and a small number (slot) for each operation that is
 * unique among those open with it.
 *
 * <p>An operation that returns gets a slot that is free at its invocation and is free again after
 * its return, so there are as many slots as operations open at once. Crashed operations stay open
 * for ever and are numbered by themselves, in the order of their invocations. That keeps a
 * configuration to one bit for each open operation, however long the history.
 */
final class Schedule {
  private final int[] events;
  private final int[] slot;
  private final int[] returnOrder;
  private final int slots;
  private final int crashed;

  Schedule(Problem problem) {
    int n = problem.size();
    long[] ends = new long[2 * n];
    int count = 0;
    for (int op = 0; op < n; op++) {
      ends[count++] = ((long) problem.invoked(op) * 2) << 32 | op;
      if (!problem.crashed(op)) {
        ends[count++] = ((long) problem.completed(op) * 2 + 1) << 32 | op;
      }
    }
    Arrays.sort(ends, 0, count);
    events = new int[count];
    slot = new int[n];
    int[] free = new int[n];
    int freeCount = 0;
    returnOrder = new int[count - n];
    int returned = 0;
    int used = 0;
    int crashes = 0;
    for (int i = 0; i < count; i++) {
      int op = (int) ends[i];
      boolean returns = (ends[i] >>> 32 & 1) != 0;
      events[i] = returns ? ~op : op;
      if (returns) {
        free[freeCount++] = slot[op];
        returnOrder[returned++] = op;
      } else if (problem.crashed(op)) {
        slot[op] = crashes++;
      } else {
        slot[op] = freeCount > 0 ? free[--freeCount] : used++;
      }
    }
    slots = used;
    crashed = crashes;
  }

  /** The operations that return, in the order of their returns. */
  int[] returnOrder() {
    return returnOrder;
  }

  /** How many events there are. */
  int size() {
    return events.length;
  }

  /** The operation invoked by an event, or the complement of the one that returns. */
  int event(int position) {
    return events[position];
  }

  /** The slot of an operation that returns; the number among the crashed of one that does not. */
  int slot(int operation) {
    return slot[operation];
  }

  /** How many slots there are. */
  int slots() {
    return slots;
  }

  /** How many crashed operations there are. */
  int crashed() {
    return crashed;
  }
}

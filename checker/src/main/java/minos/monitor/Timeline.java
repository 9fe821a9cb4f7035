package minos.monitor;

import java.util.Arrays;
import minos.history.History;

/** The invocations and completions of some operations, in the order of time. */
final class Timeline {
  private final History history;
  private final int[] ops;
  private final long[] events;

  Timeline(History history, int[] ops) {
    this.history = history;
    this.ops = ops;
    long[] all = new long[2 * ops.length];
    int n = 0;
    for (int i = 0; i < ops.length; i++) {
      all[n++] = ((long) history.invoked(ops[i]) << 32) | i;
      if (history.completed(ops[i]) != History.NEVER) {
        all[n++] = ((long) history.completed(ops[i]) << 32) | i;
      }
    }
    events = Arrays.copyOf(all, n);
    Arrays.sort(events);
  }

  int size() {
    return events.length;
  }

  /** The place in the array of the operation of an event. */
  int operation(int event) {
    return (int) events[event];
  }

  /** The position of an event in the history. */
  int position(int event) {
    return (int) (events[event] >>> 32);
  }

  /** Whether the event is an invocation. */
  boolean begins(int event) {
    return position(event) == history.invoked(ops[operation(event)]);
  }

  /** How many of the events come before a position. */
  int before(int position) {
    int place = Arrays.binarySearch(events, (long) position << 32);
    return place < 0 ? -place - 1 : place;
  }
}

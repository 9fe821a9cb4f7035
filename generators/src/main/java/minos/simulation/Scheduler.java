package minos.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The simulation's only clock, and what is to happen when.
 *
 * <p>A binary heap ordered by time, then by the order in which events were planned, so that the
 * same plans always happen in the same order. Planning and taking an event are logarithmic in the
 * number of events planned.
 */
final class Scheduler {
  private long[] times = new long[64];
  private long[] ranks = new long[64];
  private @Nullable Runnable[] actions = new Runnable[64];
  private int size;
  private long planned;
  private long now;

  /** Nanoseconds since the simulation began. */
  long now() {
    return now;
  }

  /** Plans something for so many nanoseconds from now. */
  void after(long nanos, Runnable action) {
    at(now + Math.max(0, nanos), action);
  }

  /** Plans something for a time that is not past. */
  void at(long time, Runnable action) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      ranks = Arrays.copyOf(ranks, size * 2);
      actions = Arrays.copyOf(actions, size * 2);
    }
    place(hole(Math.max(now, time), planned), Math.max(now, time), planned++, action);
  }

  /** Lets the next event happen; false if there is none. */
  boolean step() {
    if (size == 0) {
      return false;
    }
    now = times[0];
    Runnable action = actions[0];
    size--;
    long time = times[size];
    long rank = ranks[size];
    Runnable last = actions[size];
    actions[size] = null;
    if (size > 0) {
      place(sink(time, rank), time, rank, last);
    }
    if (action != null) {
      action.run();
    }
    return true;
  }

  /** Lets everything happen. */
  void run() {
    while (step()) {
      // Each step plans the next ones.
    }
  }

  private void place(int slot, long time, long rank, @Nullable Runnable action) {
    times[slot] = time;
    ranks[slot] = rank;
    actions[slot] = action;
  }

  private void move(int from, int to) {
    place(to, times[from], ranks[from], actions[from]);
  }

  private int hole(long time, long rank) {
    int slot = size++;
    while (slot > 0) {
      int parent = (slot - 1) >>> 1;
      if (!before(time, rank, parent)) {
        break;
      }
      move(parent, slot);
      slot = parent;
    }
    return slot;
  }

  private int sink(long time, long rank) {
    int slot = 0;
    for (int child = 1; child < size; child = 2 * slot + 1) {
      if (child + 1 < size && before(times[child + 1], ranks[child + 1], child)) {
        child++;
      }
      if (before(time, rank, child)) {
        break;
      }
      move(child, slot);
      slot = child;
    }
    return slot;
  }

  private boolean before(long time, long rank, int slot) {
    return time < times[slot] || (time == times[slot] && rank < ranks[slot]);
  }
}

package minos.report.timeline;

import minos.history.Event;
import minos.history.History;

/**
 * The times of a history, told from its first event; and where in the order of the events something
 * is of which only the line or the time is known.
 */
public final class Clock {
  private final History history;
  private final boolean timed;
  private final long origin;
  private final long last;
  private final long[] lines;
  private final long[] times;

  private Clock(History history) {
    this.history = history;
    this.lines = new long[history.eventCount()];
    this.times = new long[history.eventCount()];
    long first = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    boolean all = history.size() > 0;
    for (int i = 0; i < history.size(); i++) {
      all &= history.invokeTime(i) != Event.ABSENT;
      note(history.invoked(i), history.invokeLine(i), history.invokeTime(i));
      if (history.completed(i) != History.NEVER) {
        all &= history.completeTime(i) != Event.ABSENT;
        note(history.completed(i), history.completeLine(i), history.completeTime(i));
      }
      first = Math.min(first, history.invokeTime(i));
      latest = Math.max(latest, Math.max(history.invokeTime(i), history.completeTime(i)));
    }
    this.timed = all && latest > first;
    this.origin = timed ? first : 0;
    this.last = timed ? latest : 0;
    fill(lines);
    fill(times);
  }

  /** Looks at a history once. Takes time and memory linear in its events. */
  public static Clock of(History history) {
    return new Clock(history);
  }

  /** Whether each operation tells when it began, and each completed one when it ended. */
  public boolean timed() {
    return timed;
  }

  /** Nanoseconds from the first invocation to the last event; 0 if it is not timed. */
  public long span() {
    return last - origin;
  }

  /** Nanoseconds since the first invocation. */
  public long since(long time) {
    return time - origin;
  }

  /** When an operation began, since the first did. */
  public long began(int operation) {
    return history.invokeTime(operation) - origin;
  }

  /** When an operation ended, since the first began; -1 if nobody knows. */
  public long ended(int operation) {
    long time = history.completeTime(operation);
    return time == Event.ABSENT ? -1 : time - origin;
  }

  /** How many of the clients' events were before one of which only line or time is known. */
  public int position(Event event) {
    if (event.line() != Event.ABSENT) {
      return before(lines, event.line());
    }
    return event.time() == Event.ABSENT ? 0 : before(times, event.time());
  }

  private void note(int position, long line, long time) {
    lines[position] = line;
    times[position] = time;
  }

  /** Gives positions of which nothing is known what the one before has. */
  private static void fill(long[] values) {
    for (int i = 1; i < values.length; i++) {
      values[i] = Math.max(values[i], values[i - 1]);
    }
  }

  private static int before(long[] ascending, long value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

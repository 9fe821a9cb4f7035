package minos.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides the real-time order of the events of one source. While they come in order, positions
 * count them and nothing is stored; the source's numbers are stored from the first that differs
 * from its position.
 *
 * <p>Where the numbers do not rise, or the order of time is asked for, the events are put in order
 * at the end. Pairing is not affected: each process is sequential, so the order of its own events
 * is that of the source.
 */
final class Numbering {
  private final Columns columns;
  private final Problems problems;
  private @Nullable Indexes indexes;
  private @Nullable Boolean numbered;
  private boolean rising = true;
  private long last = Event.ABSENT;
  private long expected;

  Numbering(Columns columns, Problems problems) {
    this.columns = columns;
    this.problems = problems;
  }

  /** Looks at the number of the next event. */
  void next(Event event, int position) throws MalformedHistoryException {
    boolean has = event.index() != Event.ABSENT;
    if (numbered == null) {
      numbered = has;
    }
    expected = position;
    if (!numbered) {
      return;
    }
    if (!has) {
      problems.add(
          event.line(),
          "an event without :index; the first event has one, so every event needs its own");
      return;
    }
    if (event.index() == last) {
      problems.add(event.line(), twice(event.index(), ""));
    }
    rising &= event.index() > last;
    last = event.index();
    if (indexes == null && event.index() != position) {
      indexes = backfill();
    }
  }

  /** Stores the number of an operation's invocation. */
  void invoked(int operation, Event event) {
    if (indexes != null) {
      indexes.invoked().pad(operation, Event.ABSENT);
      indexes.invoked().add(number(event));
      indexes.completed().pad(operation + 1, Event.ABSENT);
    }
  }

  /** Stores the number of an operation's completion. */
  void completed(int operation, Event event, Outcome outcome) {
    if (indexes != null) {
      indexes.completed().pad(operation + 1, Event.ABSENT);
      indexes.completed().set(operation, number(event));
    } else if (outcome == Outcome.INFO && numbered != null && numbered) {
      // The position of an unknown completion is not kept, so from here on the numbers are.
      indexes = backfill();
      indexes.completed().set(operation, number(event));
    }
  }

  @Nullable Indexes indexes() {
    return indexes;
  }

  /** Puts the events in the order asked for. */
  void finish(OrderBy orderBy, int events, List<Event> others) throws MalformedHistoryException {
    if (orderBy == OrderBy.TIME) {
      if (requireTimes()) {
        reorder(columns.invokeTime(), columns.completeTime());
      }
    } else if (!rising && indexes != null && problems.count() == 0) {
      requireUnique(indexes, others);
      reorder(indexes.invoked(), indexes.completed());
    }
  }

  private long number(Event event) {
    return event.index() == Event.ABSENT ? expected : event.index();
  }

  private Indexes backfill() {
    Indexes all = new Indexes(new LongColumn(), new LongColumn());
    for (int i = 0; i < columns.size(); i++) {
      all.invoked().add(columns.invoked().get(i));
      int completed = columns.completed().get(i);
      all.completed().add(completed == History.NEVER ? Event.ABSENT : completed);
    }
    return all;
  }

  private boolean requireTimes() throws MalformedHistoryException {
    for (int i = 0; i < columns.size(); i++) {
      boolean completed = columns.completed().get(i) != History.NEVER;
      if (columns.invokeTime().get(i) == Event.ABSENT
          || (completed && columns.completeTime().get(i) == Event.ABSENT)) {
        throw problems.fatal(
            columns.invokeLine().get(i) < 0 ? Event.ABSENT : columns.invokeLine().get(i),
            "an event without :time; to order by time, every event needs one");
      }
    }
    return true;
  }

  private static String twice(long index, String where) {
    return "the index "
        + index
        + " is used twice"
        + where
        + "; every event needs its own: number them anew, or leave :index out of all of them if"
        + " their order in the file is the real one";
  }

  /** The lines of the events with a number, or {@link Event#ABSENT} alone, in order. */
  private long[] lines(Indexes all, List<Event> others, long number) {
    LongStream.Builder lines = LongStream.builder();
    for (int i = 0; i < columns.size(); i++) {
      if (all.invoked().get(i) == number) {
        lines.add(columns.invokeLine().get(i));
      }
      if (all.completed().get(i) == number) {
        lines.add(columns.completeLine().get(i));
      }
    }
    others.stream().filter(other -> other.index() == number).forEach(o -> lines.add(o.line()));
    long[] known = lines.build().filter(line -> line > 0).sorted().toArray();
    return known.length == 0 ? new long[] {Event.ABSENT} : known;
  }

  private void requireUnique(Indexes all, List<Event> others) throws MalformedHistoryException {
    long[] numbers = new long[2 * columns.size() + others.size()];
    int n = 0;
    for (int i = 0; i < columns.size(); i++) {
      numbers[n++] = all.invoked().get(i);
      if (all.completed().get(i) != Event.ABSENT) {
        numbers[n++] = all.completed().get(i);
      }
    }
    for (Event other : others) {
      numbers[n++] = other.index();
    }
    Arrays.sort(numbers, 0, n);
    for (int i = 1; i < n; i++) {
      if (numbers[i] == numbers[i - 1]) {
        long[] lines = lines(all, others, numbers[i]);
        String first = lines.length > 1 ? ", first in line " + lines[0] : "";
        problems.add(lines[lines.length - 1], twice(numbers[i], first));
      }
    }
    problems.throwIfAny();
  }

  /**
   * Gives every end of an operation a new position by rank. Where two ends are equal, invocations
   * come first: intervals are closed, so operations that touch overlap.
   */
  private void reorder(LongColumn invoked, LongColumn completed) throws MalformedHistoryException {
    int n = columns.size();
    Integer[] ends = new Integer[2 * n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      ends[count++] = 2 * i;
      if (columns.completed().get(i) != History.NEVER) {
        ends[count++] = 2 * i + 1;
      }
    }
    Arrays.sort(
        ends,
        0,
        count,
        (a, b) -> {
          long left = a % 2 == 0 ? invoked.get(a / 2) : completed.get(a / 2);
          long right = b % 2 == 0 ? invoked.get(b / 2) : completed.get(b / 2);
          int order = Long.compare(left, right);
          return order != 0 ? order : Integer.compare(a % 2, b % 2);
        });
    for (int rank = 0; rank < count; rank++) {
      int operation = ends[rank] / 2;
      if (ends[rank] % 2 == 0) {
        columns.invoked().set(operation, rank);
      } else {
        columns.completed().set(operation, rank);
        if (columns.invoked().get(operation) > rank
            || invoked.get(operation) > completed.get(operation)) {
          problems.add(
              columns.completeLine().get(operation) < 0
                  ? Event.ABSENT
                  : columns.completeLine().get(operation),
              "an operation that completes before its invocation in the order asked for");
        }
      }
    }
    problems.throwIfAny();
  }
}

package minos.contract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.contract.KeyStep.Role;
import minos.history.History;
import minos.value.Value;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What each read may have returned, and what had replaced it.
 *
 * <p><b>Question.</b> For each read of some: which write of a value that fits it makes it youngest,
 * of those that had begun when it ended? Which of the writes that the read's promise is about, and
 * that had ended when it began, began last?
 *
 * <p><b>Idea.</b> One sweep over the positions of the history. A read is stale iff the first ended
 * before the second began: then another write lies entirely between them and before the read. It
 * suffices to look at the last to begin, and of the candidates at the last to end.
 *
 * <p><b>Soundness and completeness.</b> Both are the definition of a regular register with several
 * writers, each read by itself [1, MWRegWeak], evaluated; repeated values included. A write of
 * unknown outcome never ends: it explains whatever comes after its begin and replaces nothing.
 *
 * <p><b>Cost.</b> O(n log n + n l), n steps, l different levels of writes.
 *
 * <ol>
 *   <li>C. Shao, J. Welch, E. Pierce, H. Lee, "Multiwriter Consistency Conditions for Shared Memory
 *       Registers", SIAM J. Comput. 40(1), 2011.
 * </ol>
 */
final class ReadSweep {
  /** The read returned the initial value. */
  static final int INITIAL = -1;

  /** The read returned what nobody had begun to write. */
  static final int NOBODY = -2;

  private static final int POLL = 1 << 12;

  /** What is known of a key at some position. */
  private static final class Cell {
    private final Map<Value, Integer> lastEnding = new HashMap<>();
    private int[] newest = {};
    private int first = -1;
    private int otherThanFirst = -1;

    int newest(int like) {
      return like < newest.length ? newest[like] : -1;
    }

    void newest(int like, int step) {
      if (like >= newest.length) {
        int known = newest.length;
        newest = Arrays.copyOf(newest, like + 1);
        Arrays.fill(newest, known, newest.length, -1);
      }
      newest[like] = step;
    }
  }

  private final KeySteps steps;
  private final History history;
  private final Obligations obligations;
  private final Value initial;
  private final Cell[] cells;
  private final int[] candidate;
  private final int[] newest;
  private int likes;

  private ReadSweep(KeySteps steps, Obligations obligations, Value initial) {
    this.steps = steps;
    this.history = steps.history();
    this.obligations = obligations;
    this.initial = initial;
    cells = new Cell[steps.keyCount()];
    candidate = new int[steps.all().size()];
    newest = new int[steps.all().size()];
    Arrays.fill(newest, -1);
  }

  /** Sweeps over the writes and some reads; null if the budget ran out. */
  static @Nullable ReadSweep over(
      KeySteps steps, List<Integer> reads, Obligations obligations, Value initial, Budget budget) {
    ReadSweep sweep = new ReadSweep(steps, obligations, initial);
    long[] events = sweep.events(reads);
    for (int i = 0; i < events.length; i++) {
      sweep.pass((int) (events[i] & Integer.MAX_VALUE), (events[i] & 1L << 31) != 0);
      if (i % POLL == 0) {
        Cause stop = budget.exhausted();
        if (stop != null) {
          return null;
        }
      }
    }
    return sweep;
  }

  private long[] events(List<Integer> reads) {
    long[] events = new long[2 * (steps.all().size() + reads.size())];
    int count = 0;
    for (int i = 0; i < steps.all().size(); i++) {
      if (steps.all().get(i).writes()) {
        count = put(events, count, i);
      }
    }
    for (int read : reads) {
      if (!steps.all().get(read).writes()) {
        count = put(events, count, read);
      }
    }
    long[] sorted = Arrays.copyOf(events, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private int put(long[] events, int count, int step) {
    int next = count;
    events[next++] = (long) begin(step) << 32 | step;
    if (steps.all().get(step).ok()) {
      events[next++] = (long) end(step) << 32 | 1L << 31 | step;
    }
    return next;
  }

  private void pass(int number, boolean ends) {
    KeyStep step = steps.all().get(number);
    Cell cell = cells[step.key()];
    if (cell == null) {
      cell = new Cell();
      cells[step.key()] = cell;
    }
    int like = obligations.likeness(step.operation());
    likes = Math.max(likes, like + 1);
    if (step.writes() && ends) {
      int other = cell.newest(like);
      if (other < 0 || begin(other) < begin(number)) {
        cell.newest(like, number);
      }
    } else if (step.writes()) {
      cell.lastEnding.merge(step.value(), number, (a, b) -> end(a) > end(b) ? a : b);
      begun(cell, number, step.value());
    } else if (ends) {
      candidate[number] = candidate(cell, step);
    } else {
      for (int write = 0; write < likes; write++) {
        int other = cell.newest(write);
        boolean newer = other >= 0 && obligations.oblige(like, write);
        if (newer && (newest[number] < 0 || begin(newest[number]) < begin(other))) {
          newest[number] = other;
        }
      }
    }
  }

  /** Keeps the last to end, and the last to end of those of another value. */
  private void begun(Cell cell, int number, Value value) {
    if (cell.first < 0 || end(number) > end(cell.first)) {
      if (cell.first >= 0 && !steps.all().get(cell.first).value().equals(value)) {
        cell.otherThanFirst = cell.first;
      }
      cell.first = number;
    } else if (!steps.all().get(cell.first).value().equals(value)
        && (cell.otherThanFirst < 0 || end(number) > end(cell.otherThanFirst))) {
      cell.otherThanFirst = number;
    }
  }

  private int candidate(Cell cell, KeyStep read) {
    int best;
    boolean initialFits;
    if (read.role() == Role.READ) {
      best = cell.lastEnding.getOrDefault(read.value(), -1);
      initialFits = read.value().equals(initial);
    } else {
      Value other = read.expected();
      boolean first = cell.first >= 0 && !steps.all().get(cell.first).value().equals(other);
      best = first ? cell.first : cell.otherThanFirst;
      initialFits = !initial.equals(other);
    }
    return best >= 0 ? best : initialFits ? INITIAL : NOBODY;
  }

  int begin(int step) {
    return history.invoked(steps.all().get(step).operation());
  }

  /** Where a step ended; {@link History#NEVER} if its outcome is unknown. */
  int end(int step) {
    KeyStep of = steps.all().get(step);
    return of.ok() ? history.completed(of.operation()) : History.NEVER;
  }

  /** The write that makes a read youngest, {@link #INITIAL} or {@link #NOBODY}. */
  int candidate(int read) {
    return candidate[read];
  }

  /** The write that had replaced what a read returned when it began; -1 if none had. */
  int replacedBy(int read) {
    boolean fresh =
        newest[read] < 0
            || candidate[read] == NOBODY
            || (candidate[read] >= 0 && end(candidate[read]) > begin(newest[read]));
    return fresh ? -1 : newest[read];
  }
}

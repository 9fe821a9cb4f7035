package minos.monitor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.CounterFunctions;
import minos.spec.Functions;
import minos.spec.NilRead;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Is a history of a counter linearizable?
 *
 * <p><b>Idea.</b> Where all updates add the same number, the counter takes the values of a ladder,
 * one rung an update, and never goes back. An update that answered has its rung; the others take
 * the rungs that are left. Go through time and climb only when it must be: when an update ends that
 * has not taken effect, or a read of a higher rung. Of the updates without an answer the one that
 * ends first goes first. Before a rung is left, everybody who ever read it must have begun.
 *
 * <p><b>Soundness.</b> Climbing later leaves more operations open to choose from, and what ends
 * first can change places with what was chosen instead. Updates of unknown outcome never end, so
 * they are used last, and only where somebody saw that the counter got further. Exact.
 *
 * <p>Where updates add different numbers, saying which of them a read saw is a subset-sum problem,
 * so nothing is said unless there is nothing to say (no reads and no answers: consistent) or bounds
 * show a contradiction: at no moment of a read does its value lie between what is certain (updates
 * upwards that ended and updates downwards that began) and what is possible (the reverse).
 *
 * <p><b>Cost.</b> O(n log n); O(n c) for the bounds, c the updates during one read. Our own
 * argument; the bounds are those that Jepsen's counter checker uses.
 */
final class CounterMonitor {
  private static final String NAME = "counter-monitor";
  private static final long LARGE = 1L << 61;

  private final History history;
  private final long initial;
  private final NilRead nil;

  private int size;
  private int[] ops = {};
  private long[] delta = {};
  private boolean[] answers = {};
  // Where it answers, the value before it.
  private long[] before = {};

  CounterMonitor(History history, long initial, NilRead nil) {
    this.history = history;
    this.initial = initial;
    this.nil = nil;
  }

  Finding judge(int[] ordinals) {
    ops = new int[ordinals.length];
    delta = new long[ordinals.length];
    answers = new boolean[ordinals.length];
    before = new long[ordinals.length];
    long sum = Math.abs(Math.max(initial, -LARGE));
    boolean same = true;
    boolean silent = true;
    long step = 0;
    for (int op : ordinals) {
      if (history.outcome(op) == Outcome.FAIL) {
        continue;
      }
      Finding finding = read(op);
      if (finding != null) {
        return finding;
      } else if (delta[size] == 0 && !answers[size]) {
        continue;
      }
      step = step == 0 ? delta[size] : step;
      same &= delta[size] == 0 || delta[size] == step;
      silent &= !answers[size];
      sum += Math.abs(Math.max(delta[size], -LARGE));
      if (sum >= LARGE || Math.abs(Math.max(before[size], -LARGE)) >= LARGE) {
        return new Finding.NotApplicable("the numbers are too large");
      }
      size++;
    }
    ops = Arrays.copyOf(ops, size);
    if (silent) {
      return new Finding.Consistent(NAME);
    }
    return same ? climb(step == 0 ? 1 : step) : bounds();
  }

  /** Reads an operation into the columns; answers what can be said at once. */
  private @Nullable Finding read(int op) {
    String f = history.functionName(history.function(op));
    boolean ok = history.outcome(op) == Outcome.OK;
    Value output = history.operation(op).value();
    Value input = history.operation(op).input();
    ops[size] = op;
    delta[size] = 0;
    answers[size] = false;
    before[size] = 0;
    if (Functions.READ.contains(f)) {
      if (ok && output instanceof Int number) {
        answers[size] = true;
        before[size] = number.value();
      } else if (ok && (nil == NilRead.ABSENT || history.value(op) != Dictionary.NIL)) {
        return violated("it read " + output + ", which is no number of a counter.", op, op);
      }
      return null;
    }
    boolean up = CounterFunctions.up(f);
    if ((!up && !CounterFunctions.DOWN.contains(f)) || !(input.isNil() || input instanceof Int)) {
      return new Finding.NotApplicable("there are operations other than adding and reading");
    }
    long by = input instanceof Int number ? number.value() : 1;
    delta[size] = up ? by : -by;
    if (ok && output instanceof Int result) {
      boolean after = CounterFunctions.AFTER.contains(f) || !result.equals(input);
      if (CounterFunctions.BEFORE.contains(f)) {
        answers[size] = true;
        before[size] = result.value();
      } else if (after) {
        answers[size] = true;
        before[size] = Math.max(-LARGE, Math.min(LARGE, result.value())) - delta[size];
      }
    }
    return null;
  }

  /** The rungs, and who is on them. */
  private final class Climb {
    private final Map<Long, Integer> updateFrom = new HashMap<>();
    private final Map<Long, Integer> lastReadBegun = new HashMap<>();
    private final PriorityQueue<Long> open = new PriorityQueue<>();
    private final boolean[] done = new boolean[size];
    private long rung;

    /** Leaves the rung; answers the place of what makes that impossible, or -1. */
    private int leave(int until) {
      Integer reader = lastReadBegun.get(rung);
      if (reader != null && history.invoked(ops[reader]) > until) {
        return reader;
      }
      Integer update = updateFrom.get(rung);
      if (update != null) {
        if (history.invoked(ops[update]) > until) {
          return update;
        }
        done[update] = true;
      } else {
        Long next = open.poll();
        while (next != null && done[next.intValue()]) {
          next = open.poll();
        }
        if (next == null) {
          return size;
        }
        done[next.intValue()] = true;
      }
      rung++;
      return -1;
    }
  }

  private Finding climb(long step) {
    Climb climb = new Climb();
    long[] from = new long[size];
    for (int i = 0; i < size; i++) {
      if (!answers[i]) {
        continue;
      }
      long above = before[i] - initial;
      from[i] = above / step;
      if (above % step != 0 || from[i] < 0) {
        return violated(text(i) + ", where it never is.", ops[i], ops[i]);
      } else if (delta[i] == 0) {
        climb.lastReadBegun.merge(
            from[i], i, (a, b) -> history.invoked(ops[a]) > history.invoked(ops[b]) ? a : b);
      } else {
        Integer other = climb.updateFrom.putIfAbsent(from[i], i);
        if (other != null) {
          return violated(text(i) + ", and so did another update.", ops[i], ops[i], ops[other]);
        }
      }
    }
    Timeline time = new Timeline(history, ops);
    for (int event = 0; event < time.size(); event++) {
      int i = time.operation(event);
      if (time.begins(event)) {
        if (!answers[i]) {
          climb.open.add(((long) history.completed(ops[i]) << 32) | i);
        }
        continue;
      } else if (climb.done[i]) {
        continue;
      }
      while (delta[i] == 0 ? climb.rung < from[i] : !climb.done[i]) {
        int obstacle = climb.leave(time.position(event));
        if (obstacle >= 0) {
          return stuck(i, obstacle);
        }
      }
    }
    return new Finding.Consistent(NAME);
  }

  private Finding stuck(int i, int obstacle) {
    int culprit = ops[obstacle == size ? i : obstacle];
    int[] begun =
        Arrays.stream(ops)
            .filter(
                op ->
                    history.invoked(op)
                        < Math.max(history.completed(culprit), history.completed(ops[i])))
            .toArray();
    String summary =
        obstacle == size
            ? text(i) + ", but too few updates had begun."
            : text(obstacle) + ", but by the time it began the counter was further.";
    return violated(summary, culprit, begun);
  }

  private Finding bounds() {
    Timeline time = new Timeline(history, ops);
    long[] least = new long[time.size() + 1];
    long[] most = new long[time.size() + 1];
    least[0] = initial;
    most[0] = initial;
    for (int event = 0; event < time.size(); event++) {
      int i = time.operation(event);
      boolean widens = time.begins(event);
      least[event + 1] = least[event] + (widens == delta[i] < 0 ? delta[i] : 0);
      most[event + 1] = most[event] + (widens == delta[i] > 0 ? delta[i] : 0);
    }
    long work = 0;
    for (int i = 0; i < size; i++) {
      int end = time.before(history.completed(ops[i]));
      boolean fits = !answers[i];
      for (int gap = time.before(history.invoked(ops[i])) + 1; !fits && gap <= end; gap++) {
        fits =
            least[gap] - Math.min(delta[i], 0) <= before[i]
                && before[i] <= most[gap] - Math.max(delta[i], 0);
        work++;
      }
      if (!fits) {
        int op = ops[i];
        int[] begun =
            Arrays.stream(ops).filter(o -> history.invoked(o) < history.completed(op)).toArray();
        return violated(text(i) + ", which no updates add up to.", op, begun);
      } else if (work > 100L * 1000 * 1000) {
        break;
      }
    }
    return new Finding.NotApplicable("updates add different numbers");
  }

  private String text(int i) {
    return delta[i] == 0
        ? "it read " + before[i]
        : answers[i] ? "it found the counter at " + before[i] : "it updated the counter";
  }

  private static Finding violated(String summary, int culprit, int... operations) {
    return new Finding.Violated(NAME, Anomaly.COUNTER_OUT_OF_BOUNDS, summary, culprit, operations);
  }
}

package minos.clock;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import minos.history.Derived;
import minos.history.DerivedRow;
import minos.history.Event;
import minos.history.History;
import minos.history.HistoryRewriter;
import minos.history.Outcome;

/**
 * Histories by their recorded times, each operation's interval widened by an error on both sides.
 * Intervals are closed: what touches overlaps.
 *
 * <p>Within a process the order of operations is certain whatever its clock: so no operation begins
 * before one that the process did earlier, nor ends after one that it did later.
 */
final class Widening {
  private Widening() {}

  /** An operation without the times that an order needs; -1 if there is none. */
  static int untimed(History history) {
    for (int i = 0; i < history.size(); i++) {
      boolean ended = history.completed(i) != History.NEVER;
      if (history.invokeTime(i) == Event.ABSENT
          || (ended && history.completeTime(i) == Event.ABSENT)) {
        return i;
      }
    }
    return -1;
  }

  /** Some operations of a history, each widened by its error in nanoseconds. */
  static Derived of(History history, IntPredicate which, IntToLongFunction error) {
    int n = history.size();
    long[] begin = new long[n];
    long[] end = new long[n];
    long[] bound = new long[history.processCount()];
    Arrays.fill(bound, Long.MIN_VALUE);
    for (int i = 0; i < n; i++) {
      int process = history.process(i);
      begin[i] = Math.max(bound[process], history.invokeTime(i) - error.applyAsLong(i));
      bound[process] = begin[i];
    }
    Arrays.fill(bound, Long.MAX_VALUE);
    for (int i = n - 1; i >= 0; i--) {
      int process = history.process(i);
      if (history.outcome(i) != Outcome.INFO) {
        end[i] = Math.min(bound[process], history.completeTime(i) + error.applyAsLong(i));
        bound[process] = end[i];
      }
    }
    HistoryRewriter rewriter = new HistoryRewriter(history);
    for (int i = 0; i < n; i++) {
      if (which.test(i)) {
        boolean open = history.outcome(i) == Outcome.INFO;
        rewriter.add(
            DerivedRow.of(history, i)
                .within(begin[i], end[i], begin[i], open ? history.completeTime(i) : end[i]));
      }
    }
    return rewriter.build();
  }
}

package minos.transactions;

import java.util.Arrays;
import minos.history.History;
import minos.history.Outcome;
import minos.transactions.graph.Edges;
import minos.transactions.graph.IntList;

/**
 * The orders that a history gives by itself: of its sessions and of real time.
 *
 * <p>Both are transitively reduced. A transaction of unknown outcome may take effect at any time
 * later, so nothing follows it in either. Real time needs about one edge for each transaction and
 * each other one open at the time: those completed before it began, except those that a later
 * completed one already follows.
 */
final class GivenOrder {
  private GivenOrder() {}

  /** Whether the history tells sessions apart. */
  static boolean hasSessions(History history) {
    return history.processCount() > 1
        || (history.processCount() == 1 && !history.processName(0).isNil());
  }

  /** Adds the edges of the session order. */
  static void sessions(ReadsFrom reads, Edges edges) {
    History history = reads.transactions().history();
    if (!hasSessions(history)) {
      return;
    }
    int[] before = new int[history.processCount()];
    Arrays.fill(before, -1);
    for (int t = 0; t < history.size(); t++) {
      if (reads.part(t)) {
        int process = history.process(t);
        if (before[process] >= 0) {
          edges.add(before[process], t, Dependency.SESSION.label(0));
        }
        if (history.outcome(t) == Outcome.OK) {
          before[process] = t;
        }
      }
    }
  }

  /** Adds the edges of the real-time order. */
  static void realTime(ReadsFrom reads, Edges edges) {
    History history = reads.transactions().history();
    long[] ends = new long[2 * history.size()];
    int count = 0;
    for (int t = 0; t < history.size(); t++) {
      if (reads.part(t)) {
        // Intervals are closed, so an invocation comes before a completion at the same position.
        ends[count++] = (long) history.invoked(t) << 32 | t;
        if (history.outcome(t) == Outcome.OK) {
          ends[count++] = (long) history.completed(t) << 32 | 1L << 31 | t;
        }
      }
    }
    Arrays.sort(ends, 0, count);
    IntList frontier = new IntList();
    for (int i = 0; i < count; i++) {
      int t = (int) ends[i] & Integer.MAX_VALUE;
      if ((ends[i] & 1L << 31) == 0) {
        for (int f = 0; f < frontier.size(); f++) {
          edges.add(frontier.get(f), t, Dependency.REAL_TIME.label(0));
        }
      } else {
        int kept = 0;
        for (int f = 0; f < frontier.size(); f++) {
          if (history.completed(frontier.get(f)) >= history.invoked(t)) {
            frontier.set(kept++, frontier.get(f));
          }
        }
        frontier.truncate(kept);
        frontier.add(t);
      }
    }
  }
}

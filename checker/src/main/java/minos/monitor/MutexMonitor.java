package minos.monitor;

import java.util.Arrays;
import java.util.PriorityQueue;
import minos.history.History;
import minos.history.Outcome;
import minos.verdict.Anomaly;

/**
 * Is a history of a lock without owners linearizable?
 *
 * <p><b>Idea.</b> Acquires and releases take turns. Go through time and let nothing take effect
 * before it must: when an operation ends that has not taken effect, it does so now, preceded by one
 * of the other kind if it is not its kind's turn: the one that ends first.
 *
 * <p><b>Soundness.</b> What takes effect earlier than it must can as well do so later, together
 * with all before it, for the operations that are open only grow in number. When an operation must
 * take effect, the first of its kind still to come can be exchanged with it, because it ends first;
 * so at most one of the other kind precedes it, and which one can be exchanged likewise. Crashed
 * operations never end and are used last.
 *
 * <p><b>Cost.</b> O(n log n). The argument is our own.
 */
final class MutexMonitor {
  private static final String NAME = "mutex-monitor";

  private final History history;

  MutexMonitor(History history) {
    this.history = history;
  }

  Finding judge(int[] ordinals) {
    long[] events = new long[2 * ordinals.length];
    boolean[] acquires = new boolean[ordinals.length];
    int n = 0;
    for (int i = 0; i < ordinals.length; i++) {
      int op = ordinals[i];
      if (history.outcome(op) == Outcome.FAIL) {
        continue;
      }
      String f = history.functionName(history.function(op));
      acquires[i] = f.equals("acquire") || f.equals("lock");
      if (!acquires[i] && !f.equals("release") && !f.equals("unlock")) {
        return new Finding.NotApplicable("there are operations other than acquire and release");
      }
      events[n++] = ((long) history.invoked(op) << 32) | i;
      if (history.completed(op) != History.NEVER) {
        events[n++] = ((long) history.completed(op) << 32) | i;
      }
    }
    Arrays.sort(events, 0, n);
    PriorityQueue<Long> openAcquires = new PriorityQueue<>();
    PriorityQueue<Long> openReleases = new PriorityQueue<>();
    boolean[] done = new boolean[ordinals.length];
    boolean held = false;
    for (int e = 0; e < n; e++) {
      int i = (int) events[e];
      int position = (int) (events[e] >>> 32);
      long open = ((long) history.completed(ordinals[i]) << 32) | i;
      PriorityQueue<Long> own = acquires[i] ? openAcquires : openReleases;
      if (position == history.invoked(ordinals[i])) {
        own.add(open);
      } else if (!done[i]) {
        if (acquires[i] == held) {
          Long before = (acquires[i] ? openReleases : openAcquires).poll();
          if (before == null) {
            return impossible(ordinals, i, held);
          }
          done[before.intValue()] = true;
        }
        // Of its kind it ends first, so it is the head.
        own.poll();
        done[i] = true;
        held = acquires[i];
      }
    }
    return new Finding.Consistent(NAME);
  }

  private Finding impossible(int[] ordinals, int culprit, boolean held) {
    int op = ordinals[culprit];
    int[] before =
        Arrays.stream(ordinals)
            .filter(o -> history.invoked(o) < history.completed(op))
            .filter(o -> history.outcome(o) != Outcome.FAIL)
            .toArray();
    return new Finding.Violated(
        NAME,
        held ? Anomaly.DOUBLE_ACQUIRE : Anomaly.RELEASE_WITHOUT_HOLD,
        held
            ? "the lock was acquired while it was held, and nobody had begun to release it."
            : "the lock was released while it was free, and nobody had begun to acquire it.",
        op,
        before);
  }
}

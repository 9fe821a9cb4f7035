package minos.monitor;

import java.util.Arrays;
import minos.verdict.Anomaly;

/**
 * Is a history of a queue linearizable, every value of which is put in at most once?
 *
 * <p><b>Idea.</b> Four bad patterns [1]: a value comes out that was not put in by then; one comes
 * out twice; one overtakes another although putting the other had ended before putting it began
 * (the other comes out later, or never); the queue is found empty while at every moment some value
 * is certainly inside. The first two are found while reading ({@link Passages}), overtaking by a
 * sweep over time that keeps the latest exit among the values certainly in earlier.
 *
 * <p><b>Soundness.</b> Each pattern is a contradiction by itself; that a history without any has a
 * linearization is the theorem of [1]. It speaks of complete histories: unknown operations are
 * completed or dropped as argued in {@link Passages}.
 *
 * <p><b>Cost.</b> O(n log n) for sorting by time, 40 bytes an operation.
 *
 * <p>[1] Henzinger, Sezgin, Vafeiadis, "Aspect-Oriented Linearizability Proofs", CONCUR 2013.
 */
final class QueueMonitor {
  private final Passages passages;

  QueueMonitor(Passages passages) {
    this.passages = passages;
  }

  Finding judge() {
    int n = passages.size;
    long[] begins = new long[n];
    long[] ends = new long[n];
    for (int v = 0; v < n; v++) {
      begins[v] = ((long) passages.putInvoked(v) << 32) | v;
      ends[v] = ((long) passages.putCompleted(v) << 32) | v;
    }
    Arrays.sort(begins);
    Arrays.sort(ends);
    int latest = -1;
    int ended = 0;
    for (long begin : begins) {
      int value = (int) begin;
      while (ended < n && ends[ended] >>> 32 < begin >>> 32) {
        int earlier = (int) ends[ended++];
        if (latest < 0 || passages.takeInvoked(earlier) > passages.takeInvoked(latest)) {
          latest = earlier;
        }
      }
      if (latest >= 0
          && passages.take[value] >= 0
          && passages.takeCompleted(value) < passages.takeInvoked(latest)) {
        return overtaken(latest, value);
      }
    }
    Finding finding = passages.emptyWhileFull();
    return finding == null ? new Finding.Consistent(passages.algorithm()) : finding;
  }

  private Finding overtaken(int first, int second) {
    boolean never = passages.takeInvoked(first) == Passages.END;
    return passages.violated(
        Anomaly.NOT_LINEARIZABLE,
        passages.text(second)
            + " came out, but "
            + passages.text(first)
            + (never
                ? ", which went in before it, never did."
                : ", which went in before it, came later."),
        passages.take[second],
        passages.operations(new int[] {first, second}));
  }
}

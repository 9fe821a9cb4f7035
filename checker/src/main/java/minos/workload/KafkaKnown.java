package minos.workload;

import java.util.Arrays;
import minos.history.Event;
import minos.history.History;
import minos.history.Outcome;

/**
 * When it was first known of each log that it reaches beyond an offset: somebody's send or poll of
 * a later message had completed. n log n in the number of messages; 16 bytes for each, and as many
 * while this is made.
 */
final class KafkaKnown {
  /** The time of what was never known. */
  static final long NEVER = Long.MAX_VALUE;

  // By key: the offsets, ascending, and when one of at least that offset was first known.
  private final int[][] offsets;
  private final long[][] times;

  KafkaKnown(KafkaRecords records, Progress progress) {
    long[][] seen = seen(records, progress);
    offsets = new int[seen.length][];
    times = new long[seen.length][];
    History history = records.history();
    for (int k = 0; k < seen.length; k++) {
      long[] sorted = seen[k];
      Arrays.sort(sorted);
      offsets[k] = new int[sorted.length];
      times[k] = new long[sorted.length];
      long first = NEVER;
      for (int i = sorted.length - 1; i >= 0; i--) {
        progress.step();
        first = Math.min(first, history.completeTime(records.operation((int) sorted[i])));
        offsets[k][i] = (int) (sorted[i] >>> Integer.SIZE);
        times[k][i] = first;
      }
    }
  }

  /** Of each key the pairs of an offset and the place of an operation that knew of it. */
  private static long[][] seen(KafkaRecords records, Progress progress) {
    int[] sizes = new int[records.keys()];
    long[][] pairs = new long[records.keys()][16];
    for (int place = 0; place < records.operations(); place++) {
      if (records.outcome(place) == Outcome.FAIL
          || records.history().completeTime(records.operation(place)) == Event.ABSENT) {
        continue;
      }
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        progress.step();
        if (records.offset(r) == KafkaRecords.NONE) {
          continue;
        }
        int k = records.keyOf(records.message(r));
        if (sizes[k] == pairs[k].length) {
          pairs[k] = Arrays.copyOf(pairs[k], sizes[k] * 2);
        }
        pairs[k][sizes[k]++] = ((long) records.offset(r) << Integer.SIZE) | place;
      }
    }
    for (int k = 0; k < pairs.length; k++) {
      pairs[k] = Arrays.copyOf(pairs[k], sizes[k]);
    }
    return pairs;
  }

  /** When it was first known that a log reaches beyond an offset, or {@link #NEVER}. */
  long beyond(int key, int offset) {
    int low = 0;
    int high = offsets[key].length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offsets[key][middle] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == offsets[key].length ? NEVER : times[key][low];
  }
}

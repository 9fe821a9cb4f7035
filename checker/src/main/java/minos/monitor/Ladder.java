package minos.monitor;

import java.util.Arrays;
import minos.history.History;
import org.jspecify.annotations.Nullable;

/**
 * Operations that must take effect in the order of given steps, in any order within a step: can
 * they? Exactly if none of a later step ended before one of an earlier step began: let each take
 * effect at the latest beginning up to its step.
 */
final class Ladder {
  private final History history;
  private final long[] steps;
  private final int[] ops;
  private int size;

  Ladder(History history, int most) {
    this.history = history;
    this.steps = new long[most];
    this.ops = new int[most];
  }

  /** Adds an operation; steps are from 0 to 2^31 - 1. */
  void add(long step, int op) {
    steps[size] = (step << 32) | size;
    ops[size++] = op;
  }

  /** Two operations, the one of the earlier step first, that can't; null if all can. */
  int @Nullable [] conflict() {
    long[] sorted = Arrays.copyOf(steps, size);
    Arrays.sort(sorted);
    int latest = -1;
    int latestHere = -1;
    for (int i = 0; i < size; i++) {
      if (i > 0 && sorted[i] >>> 32 != sorted[i - 1] >>> 32) {
        latest = latestHere;
      }
      int op = ops[(int) sorted[i]];
      if (latest >= 0 && history.completed(op) < history.invoked(latest)) {
        return new int[] {latest, op};
      }
      if (latestHere < 0 || history.invoked(op) > history.invoked(latestHere)) {
        latestHere = op;
      }
    }
    return null;
  }

  /** The operations in an order that is possible if there is no conflict. */
  int[] order() {
    long[] sorted = Arrays.copyOf(steps, size);
    Arrays.sort(sorted);
    return Arrays.stream(sorted).mapToInt(code -> ops[(int) code]).toArray();
  }
}

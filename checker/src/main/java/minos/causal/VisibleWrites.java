package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * For each read the writes of its key in its causal past: the last of each chain, which stands for
 * the earlier ones.
 *
 * <p>Walks one chain at a time. What a chain's clock gains is scanned once, so all the chains
 * together take O(n k).
 */
final class VisibleWrites {
  private static final int POLL = 1 << 12;

  /** Is told of each read of a chain in order. */
  interface Reader {
    /** A read; {@link VisibleWrites#last} says what is in its past. */
    void read(int node);
  }

  private final RegisterHistory history;
  private final CausalClocks clocks;
  private final KeySlots slots;
  private final int[] last;

  VisibleWrites(CausalClocks clocks, KeySlots slots) {
    this.history = clocks.history();
    this.clocks = clocks;
    this.slots = slots;
    last = new int[slots.size()];
    Arrays.fill(last, -1);
  }

  /** The last write of a slot in the past of the read now visited; -1 if there is none. */
  int last(int slot) {
    return last[slot];
  }

  /** Walks every chain; answers why it stopped early, or null. */
  @Nullable Cause walk(Reader reader, Budget budget) {
    for (int chain = 0; chain < history.chains(); chain++) {
      Cause stop = walk(chain, reader, budget);
      if (stop != null) {
        return stop;
      }
    }
    return null;
  }

  /** Walks one chain; answers why it stopped early, or null. */
  @Nullable Cause walk(int chain, Reader reader, Budget budget) {
    int[] clock = clocks.zero();
    int[] seen = clocks.zero();
    Cause stop = null;
    for (int node = history.start(chain); node < history.end(chain) && stop == null; node++) {
      if ((node & (POLL - 1)) == 0) {
        stop = budget.exhausted();
      }
      int source = history.source(node);
      boolean joins =
          (source >= 0 && clock[history.chain(source)] <= history.rank(source))
              || history.before(node).length > 0;
      clocks.advance(clock, node);
      if (joins) {
        for (int c = 0; c < clock.length; c++) {
          if (c != chain && clock[c] > seen[c]) {
            scan(history.start(c) + seen[c], history.start(c) + clock[c]);
            seen[c] = clock[c];
          }
        }
      }
      if (history.isWrite(node)) {
        last[slots.of(node)] = node;
      } else {
        reader.read(node);
      }
      seen[chain] = clock[chain];
    }
    for (int c = 0; c < clock.length; c++) {
      for (int node = history.start(c); node < history.start(c) + seen[c]; node++) {
        if (history.isWrite(node)) {
          last[slots.of(node)] = -1;
        }
      }
    }
    return stop;
  }

  private void scan(int from, int to) {
    for (int node = from; node < to; node++) {
      if (history.isWrite(node)) {
        last[slots.of(node)] = node;
      }
    }
  }
}

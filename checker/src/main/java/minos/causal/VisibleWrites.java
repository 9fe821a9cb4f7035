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
 * together take O(n k). The scan is where the time goes: writes are numbered by themselves, chain
 * by chain, and what is asked about the last ones lies side by side for each key.
 */
final class VisibleWrites {
  private static final int POLL = 1 << 12;
  private static final long NOTHING = -1;

  /** Is told of each read of a chain in order. */
  interface Reader {
    /** A read; {@link VisibleWrites#last} says what is in its past. */
    void read(int node);
  }

  private final RegisterHistory history;
  private final CausalClocks clocks;

  /** For each node, and the end, how many writes come before it; these number the writes. */
  private final int[] writesBefore;

  /** For each write its slot. */
  private final int[] slotOf;

  /** For each write when it was invoked, above the node. */
  private final long[] stamp;

  /** For each slot the stamp of the last write that is visible; {@link #NOTHING} if none is. */
  private final long[] last;

  VisibleWrites(CausalClocks clocks, KeySlots slots) {
    this.history = clocks.history();
    this.clocks = clocks;
    writesBefore = new int[history.size() + 1];
    for (int node = 0; node < history.size(); node++) {
      writesBefore[node + 1] = writesBefore[node] + (history.isWrite(node) ? 1 : 0);
    }
    slotOf = new int[writesBefore[history.size()]];
    stamp = new long[slotOf.length];
    for (int node = 0; node < history.size(); node++) {
      if (history.isWrite(node)) {
        slotOf[writesBefore[node]] = slots.of(node);
        stamp[writesBefore[node]] = (long) history.invoked(node) << 32 | node;
      }
    }
    last = new long[slots.size()];
    Arrays.fill(last, NOTHING);
  }

  /** The last write of a slot in the past of the read now visited; -1 if there is none. */
  int last(int slot) {
    return (int) last[slot];
  }

  /** The first of some slots whose last write was invoked after a position; else the end. */
  int nextAfter(int invoked, int start, int end) {
    long bound = (long) invoked << 32 | 0xffffffffL;
    int slot = start;
    while (slot < end && last[slot] <= bound) {
      slot++;
    }
    return slot;
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
        scan(node, node + 1);
      } else {
        reader.read(node);
      }
      seen[chain] = clock[chain];
    }
    forget(seen);
    return stop;
  }

  private void scan(int from, int to) {
    int end = writesBefore[to];
    for (int write = writesBefore[from]; write < end; write++) {
      last[slotOf[write]] = stamp[write];
    }
  }

  private void forget(int[] seen) {
    long writes = 0;
    for (int c = 0; c < seen.length; c++) {
      int start = history.start(c);
      writes += writesBefore[start + seen[c]] - writesBefore[start];
    }
    if (writes >= last.length) {
      Arrays.fill(last, NOTHING);
      return;
    }
    for (int c = 0; c < seen.length; c++) {
      int start = history.start(c);
      for (int write = writesBefore[start]; write < writesBefore[start + seen[c]]; write++) {
        last[slotOf[write]] = NOTHING;
      }
    }
  }
}

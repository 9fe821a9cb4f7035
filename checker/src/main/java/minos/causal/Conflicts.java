package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.Proof;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Conflicts: a read of w with another write u of its key in its past says that u is before w. Kept
 * as one row for each w, with the last such u of each chain, and obeyed as a rule of a walk.
 *
 * <p>Not thread-safe; one use.
 */
final class Conflicts extends CausalClocks.CausalRule implements AutoCloseable {
  private static final int[] NOBODY = {};

  private final RegisterHistory history;
  private final CausalClocks clocks;
  private final KeySlots slots;
  private final VisibleWrites visible;
  private final int[][] before;
  private final Budget memory;
  private boolean outOfMemory;
  private int initialRead = -1;
  private int resume;

  Conflicts(CausalClocks clocks, Budget budget) {
    super(clocks.history());
    this.history = clocks.history();
    this.clocks = clocks;
    this.slots = new KeySlots(history);
    this.visible = new VisibleWrites(clocks, slots);
    this.before = new int[history.size()][];
    this.memory = budget.child();
    Arrays.fill(before, NOBODY);
  }

  /** Adds what the reads of a chain say; answers why it stopped early, or null. */
  @Nullable Cause collect(int chain, Budget budget) {
    Cause stopped = visible.walk(chain, this::read, budget);
    return outOfMemory ? memory.exhausted() : stopped;
  }

  /** Forgets them. */
  void clear() {
    Arrays.fill(before, NOBODY);
    memory.close();
    initialRead = -1;
  }

  private void read(int read) {
    int source = history.source(read);
    int start = slots.start(history.key(read));
    int end = slots.end(history.key(read));
    for (int slot = start; slot < end; slot++) {
      int write = visible.last(slot);
      if (write < 0 || write == source) {
        continue;
      }
      if (source == ReadsFrom.INITIAL) {
        initialRead = initialRead < 0 ? read : initialRead;
        return;
      }
      int[] row = row(source, end - start);
      if (row.length > 0) {
        row[slot - start] = Math.max(row[slot - start], write);
      }
    }
  }

  private int[] row(int source, int width) {
    if (before[source].length == 0 && !outOfMemory) {
      if (!memory.reserve(24 + 4L * width)) {
        outOfMemory = true;
        return NOBODY;
      }
      before[source] = new int[width];
      Arrays.fill(before[source], -1);
    }
    return before[source];
  }

  /** A read of the initial value with a write of the key in its past; -1 if there is none. */
  int initialRead() {
    return initialRead;
  }

  KeySlots slots() {
    return slots;
  }

  @Override
  public int blocker(int node, int from, ChainWalk walk) {
    if (from == 0) {
      int cause = super.blocker(node, 0, walk);
      if (cause >= 0) {
        resume = 0;
        return cause;
      }
    }
    int[] row = before[node];
    int slot = row.length == 0 ? 0 : slots.start(history.key(node));
    for (int i = from; i < row.length; i++) {
      if (row[i] >= 0 && row[i] != node && !walk.visited(row[i], slots.chain(slot + i))) {
        resume = i;
        return row[i];
      }
    }
    return -1;
  }

  @Override
  public int resume() {
    return resume;
  }

  @Override
  public void visit(int node) {}

  private int[] predecessors(int node) {
    return Paths.and(Paths.causes(history, node), before[node]);
  }

  /** The violation that a walk which got stuck shows. */
  Violation cycle(int[] stuck) {
    int[] cycle = new Paths(history, this::predecessors).shortestCycle(stuck);
    Proof proof = new Proof(history);
    int culprit = cycle[0];
    for (int i = 1; i < cycle.length; i++) {
      int from = cycle[i - 1];
      int to = cycle[i];
      boolean sameChain = history.chain(from) == history.chain(to) && from < to;
      if (sameChain || history.source(to) == from || joined(from, to)) {
        proof.path(new int[] {from, to});
      } else {
        int reader = reader(from, to);
        culprit = reader;
        proof.mention(reader);
        proof.edge(
            from,
            to,
            "ww",
            history.describe(reader)
                + " returned the version of "
                + history.describe(to)
                + " although "
                + history.describe(from)
                + " was in its past, so the latter is the older version");
      }
    }
    return proof.violation(
        Anomaly.FORK,
        culprit,
        "no single order of the writes explains what the sessions saw: the reads' own pasts order"
            + " the writes in a cycle, one step of which is shown by "
            + history.describe(culprit));
  }

  private boolean joined(int from, int to) {
    for (int other : history.before(to)) {
      if (other == from) {
        return true;
      }
    }
    return false;
  }

  /** A read of a write that has another in its past. Only asked about conflicts that exist. */
  private int reader(int other, int write) {
    for (int read = 0; read < history.size(); read++) {
      if (history.source(read) == write
          && clocks.clockOf(read)[history.chain(other)] > history.rank(other)) {
        return read;
      }
    }
    throw new IllegalStateException("no read says that " + other + " is before " + write);
  }

  @Override
  public void close() {
    memory.close();
  }
}

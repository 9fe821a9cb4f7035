package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.Proof;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * What any one order of all operations must contain.
 *
 * <p><b>Question.</b> Which operations must come before which in an order that contains session
 * order and in which every read returns the last write of its key?
 *
 * <p><b>Idea.</b> Start with causal order, and add what follows until nothing is new: a write u
 * that is before a read of another write w of its key is before w; and if w is before another write
 * u of its key, the reads of w are before u.
 *
 * <p><b>Soundness.</b> Each step is forced, so a cycle refutes every such order. Without one there
 * may still be none: the question is NP-complete.
 *
 * <p><b>Cost.</b> O(n k^2) a round, few rounds in practice; 4 k bytes a node.
 *
 * <p>Reference: P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 26(4), 1997,
 * section 3, has both rules.
 */
public final class ForcedOrder implements AutoCloseable {
  private static final int[] NOBODY = {};
  private static final int POLL = 1 << 8;

  private final RegisterHistory history;
  private final KeySlots slots;
  private final SlotWrites writes;
  private final LastReaders readers;
  private final Budget memory;
  private final int[][] clocks;

  /** For each write the last node of each chain that was found to be before it, or -1. */
  private final int[][] before;

  private final Verdict verdict;
  private boolean news;
  private boolean outOfMemory;

  private ForcedOrder(RegisterHistory history, Budget budget) {
    this.history = history;
    slots = new KeySlots(history);
    writes = new SlotWrites(history, slots);
    readers = new LastReaders(history);
    memory = budget.child();
    clocks = new int[history.size()][];
    before = new int[history.size()][];
    Arrays.fill(before, NOBODY);
    verdict = saturate(budget);
  }

  /** The order that a history forces. */
  public static ForcedOrder of(RegisterHistory history, Budget budget) {
    return new ForcedOrder(history, budget);
  }

  private Verdict saturate(Budget budget) {
    int chains = history.chains();
    if (!memory.reserve(history.size() * (4L * chains + 24) + WalkClocks.bytes(history))) {
      return new Verdict.Undecided(java.util.Objects.requireNonNull(memory.exhausted()));
    }
    for (int node = 0; node < clocks.length; node++) {
      clocks[node] = new int[chains];
      Cause stop = node % POLL == 0 ? budget.exhausted() : null;
      if (stop != null) {
        return new Verdict.Undecided(stop);
      }
    }
    do {
      news = false;
      ChainWalk walk = new ChainWalk(history);
      if (!walk.run(new Round(history), budget)) {
        Cause stopped = walk.stopped();
        return stopped != null
            ? new Verdict.Undecided(stopped)
            : new Verdict.Violated(cycle(walk.stuck()));
      }
      if (outOfMemory) {
        return new Verdict.Undecided(java.util.Objects.requireNonNull(memory.exhausted()));
      }
    } while (news);
    return new Verdict.Consistent();
  }

  /** One walk: computes what is before what, and adds what follows. */
  private final class Round extends CausalClocks.CausalRule {
    private final WalkClocks walked;
    private int resume;

    Round(RegisterHistory history) {
      super(history);
      walked = new WalkClocks(history, clocks);
    }

    @Override
    public int blocker(int node, int from, ChainWalk walk) {
      resume = 0;
      int cause = from == 0 ? super.blocker(node, 0, walk) : -1;
      if (cause >= 0) {
        return cause;
      }
      int at = walk.unvisited(before[node], from);
      if (at < 0) {
        return -1;
      }
      resume = at;
      return before[node][at];
    }

    @Override
    public int resume() {
      return resume;
    }

    @Override
    public void visit(int node) {
      int source = history.source(node);
      derive(node, source, walked.visit(node, source, before[node]));
    }
  }

  private void derive(int node, int source, int[] clock) {
    boolean write = history.isWrite(node);
    int key = history.key(node);
    if (write) {
      readersFirst(readers.initial(key), node, clock);
    }
    for (int slot = slots.start(key); slot < slots.end(key); slot++) {
      int chain = slots.chain(slot);
      boolean own = write && chain == history.chain(node);
      int end = history.start(chain) + clock[chain] - (own ? 1 : 0);
      int earlier = writes.last(slot, end);
      if (earlier < 0 || earlier == source) {
        continue;
      }
      if (write) {
        readersFirst(earlier, node, clock);
      } else if (source >= 0 && clocks[source][chain] <= history.rank(earlier)) {
        put(earlier, source);
      }
    }
  }

  /** The reads of a write that is before another of its key come before that. */
  private void readersFirst(int name, int write, int[] clock) {
    for (int place = readers.start(name); place < readers.end(name); place++) {
      int read = readers.at(place);
      boolean sameStep = history.op(read) == history.op(write);
      if (!sameStep && clock[history.chain(read)] <= history.rank(read)) {
        put(read, write);
      } else if (history.chain(read) == history.chain(write) && read > write) {
        put(read, write);
      }
    }
  }

  private void put(int node, int write) {
    int chains = history.chains();
    if (before[write].length == 0) {
      if (outOfMemory || !memory.reserve(4L * chains + 24)) {
        outOfMemory = true;
        return;
      }
      before[write] = new int[chains];
      Arrays.fill(before[write], -1);
    }
    int chain = history.chain(node);
    if (before[write][chain] < node) {
      before[write][chain] = node;
      news = true;
    }
  }

  private int[] predecessors(int node) {
    return Paths.and(Paths.causes(history, node), before[node]);
  }

  private Violation cycle(int[] stuck) {
    int[] cycle = new Paths(history, this::predecessors).shortestCycle(stuck);
    Proof proof = new Proof(history);
    int culprit = cycle[0];
    for (int i = 1; i < cycle.length; i++) {
      int from = cycle[i - 1];
      int to = cycle[i];
      boolean session = history.sessionBefore(from, to);
      if (session || history.source(to) == from) {
        proof.path(new int[] {from, to});
      } else if (history.isWrite(from)) {
        proof.edge(
            from,
            to,
            "ww",
            "a read of the latter must come after the former, so the former is the older version");
      } else {
        culprit = from;
        proof.edge(
            from,
            to,
            "rw",
            history.describe(from)
                + " returned a version older than that of "
                + history.describe(to));
      }
    }
    return proof.violation(
        Anomaly.NOT_SEQUENTIAL,
        culprit,
        "no one order of the operations explains all reads: these must come before each other in a"
            + " circle");
  }

  /** Violated if there is a cycle. */
  public Verdict verdict() {
    return verdict;
  }

  /** Whether all that comes before a write is among the first so many nodes of each other chain. */
  public boolean allowed(int write, int[] placed, int chain) {
    int[] clock = clocks[write];
    for (int c = 0; c < clock.length; c++) {
      if (c != chain && clock[c] > placed[c]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    memory.close();
  }
}

package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.Proof;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * One session's view of a history: is there a linear order of the writes that it must take into
 * account, and of its own reads, in which each read returns the last write of its key?
 *
 * <p><b>Idea.</b> Start with an order that the linear one has to contain. Whenever it puts a write
 * u before a read of another write w of the same key, u must be before w: add that, and repeat
 * until nothing is new [1, the relation <i>happened before</i>]. The view exists iff that relation
 * has no cycle and no read of the initial value comes after a write of its key.
 *
 * <p><b>Soundness and completeness.</b> Each step is forced. If there is no cycle, place the writes
 * that are before the first read, in an order that the relation allows, then the read, then those
 * before the second, and so on, and the other writes at the end: when a read of w is placed, all
 * writes u of the key placed so far are before it or before an earlier read; so u is before w, by
 * the rule, and w is the last of them. This needs the session's reads to be totally ordered.
 *
 * <p><b>Cost.</b> O(n k) a round. Rounds are few in practice; in the worst case there are as many
 * as pairs of writes.
 *
 * <p>Not thread-safe. Reusable for several sessions, one after the other.
 *
 * <ol>
 *   <li>A. Bouajjani, C. Enea, R. Guerraoui, J. Hamza, "On Verifying Causal Consistency", POPL
 *       2017, definition 5.
 * </ol>
 */
final class SessionView implements AutoCloseable {
  private static final int[] NOBODY = {};
  private static final int POLL = 1 << 8;

  /** Stands for what a view was given, in place of a read. */
  private static final int AGREED = -2;

  private final RegisterHistory history;
  private final boolean causal;
  private final KeySlots slots;
  private final SlotWrites writes;
  private final Budget memory;
  private final int[][] clocks;
  private final int[][] before;
  private final int[][] because;

  /** Whether there were time and memory to prepare. */
  private final boolean ready;

  /** How many nodes of each chain can be reads of the session. */
  private int[] mine;

  private int initialRead = -1;
  private boolean news;

  /**
   * Views of a history.
   *
   * @param causal whether a view contains causal order; else the order of each session and what
   *     this session's reads saw
   */
  SessionView(RegisterHistory history, boolean causal, Budget budget) {
    this.history = history;
    this.causal = causal;
    slots = new KeySlots(history);
    writes = new SlotWrites(history, slots);
    memory = budget.child();
    long kept = 0;
    boolean[] keep = new boolean[history.size()];
    for (int node = 0; node < keep.length; node++) {
      keep[node] |= history.isWrite(node);
      for (int other : history.before(node)) {
        keep[other] = true;
      }
    }
    for (boolean yes : keep) {
      kept += yes ? 1 : 0;
    }
    long chains = history.chains();
    boolean room = memory.reserve(kept * (4 * chains + 24) + WalkClocks.bytes(history));
    clocks = new int[history.size()][];
    for (int node = 0; node < keep.length && room; node++) {
      clocks[node] = keep[node] ? new int[history.chains()] : NOBODY;
      room = node % POLL != 0 || memory.exhausted() == null;
    }
    ready = room;
    before = new int[history.size()][];
    because = new int[history.size()][];
    mine = new int[history.chains()];
    Arrays.fill(before, NOBODY);
    Arrays.fill(because, NOBODY);
  }

  /**
   * Decides whether there is a view.
   *
   * @param end one more than the last node of each chain that it takes into account
   * @param reads how many nodes of each chain are, where they read, reads of the view
   */
  Verdict decide(int[] end, int[] reads, Budget budget) {
    Arrays.fill(before, NOBODY);
    return saturate(end, reads, budget);
  }

  /**
   * Decides whether there is a view that contains further precedences.
   *
   * @param precedences for each write, for each slot of its key, the last write that must be before
   *     it, or -1; empty where there is none
   */
  Verdict decide(int[] end, int[] reads, int[][] precedences, Budget budget) {
    for (int node = 0; node < before.length; node++) {
      before[node] = precedences[node].clone();
      because[node] = new int[before[node].length];
      Arrays.fill(because[node], -1);
      Cause stop = node % POLL == 0 ? budget.exhausted() : null;
      if (stop != null) {
        return new Verdict.Undecided(stop);
      }
    }
    return saturate(end, reads, budget);
  }

  /** The last write of a slot that is before a write in the view found last; -1 if none is. */
  int lastBefore(int write, int slot) {
    int chain = slots.chain(slot);
    int count = clocks[write][chain];
    int limit = chain == history.chain(write) ? history.rank(write) : count;
    return writes.last(slot, history.start(chain) + limit);
  }

  private Verdict saturate(int[] end, int[] reads, Budget budget) {
    if (!ready) {
      return new Verdict.Undecided(java.util.Objects.requireNonNull(memory.exhausted()));
    }
    mine = reads;
    initialRead = -1;
    do {
      news = false;
      ChainWalk walk = new ChainWalk(history, end);
      Round round = new Round(history);
      if (!walk.run(round, budget)) {
        Cause stopped = walk.stopped();
        return stopped != null
            ? new Verdict.Undecided(stopped)
            : new Verdict.Violated(cycle(walk.stuck()));
      }
      if (initialRead >= 0) {
        return new Verdict.Violated(initial(initialRead));
      }
    } while (news);
    return new Verdict.Consistent();
  }

  private boolean mine(int read) {
    return history.rank(read) < mine[history.chain(read)];
  }

  /** The write that a node's place in the view depends on; negative if none. */
  private int source(int node) {
    return causal || mine(node) ? history.source(node) : ReadsFrom.INITIAL;
  }

  /** One walk: computes what is before what, and adds what follows. */
  private final class Round implements ChainWalk.Rule {
    private final WalkClocks walked;
    private int resume;

    Round(RegisterHistory history) {
      walked = new WalkClocks(history, clocks);
    }

    @Override
    public int blocker(int node, int from, ChainWalk walk) {
      resume = 0;
      int source = source(node);
      if (source >= 0 && !walk.visited(source)) {
        return source;
      }
      for (int other : history.before(node)) {
        if (!walk.visited(other)) {
          return other;
        }
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
      int[] clock = walked.visit(node, source(node), before[node]);
      if (!history.isWrite(node) && mine(node)) {
        derive(node, clock);
      }
    }
  }

  /** Adds what a read says of the writes of its key that are before it. */
  private void derive(int read, int[] clock) {
    int source = history.source(read);
    int start = slots.start(history.key(read));
    int end = slots.end(history.key(read));
    for (int slot = start; slot < end; slot++) {
      int chain = slots.chain(slot);
      int write = writes.last(slot, history.start(chain) + clock[chain]);
      if (write == source && write >= 0) {
        write = -1;
      }
      if (write < 0) {
        continue;
      }
      if (source == ReadsFrom.INITIAL) {
        initialRead = initialRead < 0 ? read : initialRead;
        return;
      }
      if (before[source].length == 0) {
        before[source] = new int[end - start];
        because[source] = new int[end - start];
        Arrays.fill(before[source], -1);
      }
      boolean implied = history.chain(write) == history.chain(source) && write < source;
      if (!implied && before[source][slot - start] < write) {
        before[source][slot - start] = write;
        because[source][slot - start] = read;
        news = true;
      }
    }
  }

  private int[] predecessors(int node) {
    return Paths.and(Paths.causes(history, node, source(node)), before[node]);
  }

  private Violation cycle(int[] stuck) {
    int[] cycle = new Paths(history, this::predecessors).shortestCycle(stuck);
    Proof proof = new Proof(history);
    int culprit = steps(proof, cycle);
    return proof.violation(
        Anomaly.FORK,
        culprit < 0 ? cycle[0] : culprit,
        "no linear order of the writes explains what "
            + session(culprit < 0 ? cycle[0] : culprit)
            + " read"
            + (culprit < 0 ? "" : ", in particular " + history.describe(culprit)));
  }

  private Violation initial(int read) {
    Paths paths = new Paths(history, this::predecessors);
    int[] shortest = {};
    for (int slot = slots.start(history.key(read)); slot < slots.end(history.key(read)); slot++) {
      int write = writes.first(slot);
      int[] path = write < 0 ? NOBODY : paths.shortest(write, read);
      if (path.length > 0 && (shortest.length == 0 || path.length < shortest.length)) {
        shortest = path;
      }
    }
    Proof proof = new Proof(history);
    steps(proof, shortest);
    String gone = "it returned the initial value, which " + history.describe(shortest[0]);
    return proof
        .edge(read, shortest[0], "rw", gone + " had replaced")
        .violation(
            Anomaly.FORK,
            read,
            "no linear order of the writes explains what "
                + session(read)
                + " read: "
                + history.describe(read)
                + " returned the initial value, but must come after "
                + history.describe(shortest[0]));
  }

  private String session(int node) {
    return "the session of process " + history.operation(node).process();
  }

  /** Adds the steps of a path; answers the read behind the last step that reads forced, or -1. */
  private int steps(Proof proof, int[] path) {
    int last = -1;
    for (int i = 1; i < path.length; i++) {
      int from = path[i - 1];
      int to = path[i];
      int read = because(from, to);
      if (read == AGREED) {
        proof.edge(from, to, "ww", "what sessions read shows that the former is the older version");
      } else if (read < 0) {
        proof.path(new int[] {from, to});
      } else {
        last = read;
        proof.mention(read);
        proof.edge(
            from,
            to,
            "ww",
            history.describe(read)
                + " returned the latter, and the former must come before this read, so it is the"
                + " older version");
      }
    }
    return last;
  }

  /** The read that put a write before another; -1 if that order is of another kind. */
  private int because(int from, int to) {
    boolean sameChain = history.chain(from) == history.chain(to) && from < to;
    if (sameChain || history.source(to) == from) {
      return -1;
    }
    int[] row = before[to];
    for (int i = 0; i < row.length; i++) {
      if (row[i] == from) {
        return because[to][i] < 0 ? AGREED : because[to][i];
      }
    }
    return -1;
  }

  @Override
  public void close() {
    memory.close();
  }
}

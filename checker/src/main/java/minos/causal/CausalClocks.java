package minos.causal;

import minos.check.Budget;
import minos.register.Proof;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The causal order of a history, the transitive closure of session order and reads-from, as vector
 * clocks.
 *
 * <p><b>Question.</b> Does a node come before another causally?
 *
 * <p><b>Idea.</b> The clock of a node says for each chain how many of its nodes are causally before
 * it, itself included [1, 2]. A node's clock is the greatest of its chain predecessor's and, for a
 * read, its source's. Node a is before b iff b's clock has a's place in a's chain.
 *
 * <p><b>Soundness.</b> A chain's nodes are totally ordered, so a past is a prefix of each chain.
 * The order exists iff the nodes can be visited in an order that it contains; otherwise there is a
 * cycle.
 *
 * <p><b>Cost.</b> Time O(n k) for n nodes in k chains; clocks are kept for writes (and joins) only,
 * 4 k bytes each, and one for each chain, accounted to the budget.
 *
 * <ol>
 *   <li>C. Fidge, "Timestamps in message-passing systems that preserve the partial ordering", 1988;
 *       F. Mattern, "Virtual time and global states of distributed systems", 1989.
 *   <li>L. Møldrup, A. Pavlogiannis, "AWDIT: An Optimal Weak Database Isolation Tester", PLDI 2025,
 *       uses them so for causal consistency.
 * </ol>
 */
public final class CausalClocks implements AutoCloseable {
  private final RegisterHistory history;
  private KeptClocks kept = new KeptClocks(0, 1, 0);
  private final Budget budget;
  private @Nullable Cause stopped;
  private int @Nullable [] stuck;

  /** Is told of each node in an order that causal order allows. */
  interface Observer {
    /**
     * A node.
     *
     * @param clock its clock; only while this is called
     */
    void visited(CausalClocks clocks, int node, int[] clock);
  }

  private CausalClocks(RegisterHistory history, Budget budget, Observer observer) {
    this.history = history;
    this.budget = budget.child();
    compute(observer);
  }

  /** The causal order of a history. Close it to give its memory back to the budget. */
  public static CausalClocks of(RegisterHistory history, Budget budget) {
    return of(history, budget, (clocks, node, clock) -> {});
  }

  /** The same, while somebody looks on. */
  static CausalClocks of(RegisterHistory history, Budget budget, Observer observer) {
    return new CausalClocks(history, budget, observer);
  }

  private void compute(Observer observer) {
    int chains = history.chains();
    boolean[] wanted = new boolean[history.size()];
    int count = 0;
    for (int node = 0; node < wanted.length; node++) {
      wanted[node] |= history.isWrite(node);
      for (int other : history.before(node)) {
        wanted[other] = true;
      }
    }
    for (boolean want : wanted) {
      count += want ? 1 : 0;
    }
    long bytes = KeptClocks.bytes(wanted.length, chains, count) + WalkClocks.bytes(history);
    if (!budget.reserve(bytes)) {
      stopped = budget.exhausted();
      return;
    }
    KeptClocks clocks = new KeptClocks(wanted.length, chains, count);
    kept = clocks;
    int[][] current = new int[chains][chains];
    ChainWalk walk = new ChainWalk(history);
    boolean whole =
        walk.run(
            new CausalRule(history) {
              @Override
              public void visit(int node) {
                int chain = history.chain(node);
                int[] clock = current[chain];
                advance(clock, node);
                if (wanted[node]) {
                  clocks.add(node, clock);
                }
                observer.visited(CausalClocks.this, node, clock);
              }
            },
            budget);
    stopped = walk.stopped();
    if (!whole && stopped == null) {
      stuck = walk.stuck();
    }
  }

  /** Moves the clock of a chain from before a node to the node. */
  void advance(int[] clock, int node) {
    int chain = history.chain(node);
    clock[chain] = history.rank(node) + 1;
    for (int other : history.before(node)) {
      join(clock, other);
    }
    int source = history.source(node);
    if (source >= 0) {
      join(clock, source);
    }
  }

  private void join(int[] clock, int node) {
    if (clock[history.chain(node)] <= history.rank(node)) {
      kept.raise(clock, node);
    }
  }

  /** Why they could not be computed; null if nothing stopped it. */
  public @Nullable Cause stopped() {
    return stopped;
  }

  /** Whether causal order is cyclic: it is not an order, and there are no clocks. */
  public boolean cyclic() {
    return stuck != null;
  }

  /** The violation that a {@linkplain #cyclic cyclic} causal order is. */
  public Violation cycle() {
    int[] nodes = stuck == null ? new int[0] : stuck;
    int[] shortest = Paths.causal(history).shortestCycle(nodes);
    int culprit = shortest[0];
    return new Proof(history)
        .path(shortest)
        .violation(
            Anomaly.CAUSAL_CYCLE,
            culprit,
            history.describe(culprit)
                + " depends on itself: following session order and reads-from leads back to it");
  }

  /** The history that they are of. */
  public RegisterHistory history() {
    return history;
  }

  /** Whether a node is causally before a write, or is it. */
  public boolean before(int node, int write) {
    return kept.get(write, history.chain(node)) > history.rank(node);
  }

  /** How many nodes of a chain are causally before a write, or are it. */
  public int past(int write, int chain) {
    return kept.get(write, chain);
  }

  /** A shortest path of causal order, both ends included; empty if there is none. */
  public int[] path(int from, int to) {
    return from == to ? new int[] {from} : Paths.causal(history).shortest(from, to);
  }

  /** A clock of nothing, to {@link #advance} along a chain. */
  int[] zero() {
    return new int[history.chains()];
  }

  /** The clock of any node. Takes time linear in its place in its chain. */
  int[] clockOf(int node) {
    int[] clock = zero();
    int from = history.start(history.chain(node));
    for (int i = node; i >= from; i--) {
      if (kept.has(i)) {
        kept.raise(clock, i);
        from = i + 1;
      }
    }
    for (int i = from; i <= node; i++) {
      advance(clock, i);
    }
    return clock;
  }

  @Override
  public void close() {
    budget.close();
  }

  /** The precedences of causal order. */
  abstract static class CausalRule implements ChainWalk.Rule {
    private final RegisterHistory history;

    CausalRule(RegisterHistory history) {
      this.history = history;
    }

    @Override
    public int blocker(int node, int from, ChainWalk walk) {
      int source = history.source(node);
      if (source >= 0 && !walk.visited(source)) {
        return source;
      }
      for (int other : history.before(node)) {
        if (!walk.visited(other)) {
          return other;
        }
      }
      return -1;
    }
  }
}

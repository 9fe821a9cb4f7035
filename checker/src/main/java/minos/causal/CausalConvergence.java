package minos.causal;

import minos.check.Budget;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Judgement;
import minos.verdict.Verdict;

/**
 * Causal convergence (CCv): causal consistency with one arbitration of concurrent writes for all.
 *
 * <p><b>Question.</b> Is there, beside the causal order, a total order of the writes that contains
 * it and in which every read returns the last write of its key in its past?
 *
 * <p><b>Idea.</b> A read r of w with another write u of the key in its past says that u is before
 * w. The answer is no iff causal order and these conflicts have a cycle, or a read returns the
 * initial value with a write of its key in its past [1, table 2: <i>cyclic conflict order</i>]. For
 * each w and each chain only the last such u is kept, over all readers of w: the earlier ones are
 * before it. Then one walk over the chains looks for an order of all the nodes. Before that only
 * the {@link NearConflicts conflicts that are near in time} are tried, which suffices for most
 * histories that are consistent.
 *
 * <p><b>Soundness and completeness.</b> [1, theorem 3], for unique values. The patterns of causal
 * consistency need no search of their own: write-co-read makes a cycle w co u, u before w.
 *
 * <p><b>Cost.</b> O(n k) time and memory, for n operations in k chains.
 *
 * <ol>
 *   <li>A. Bouajjani, C. Enea, R. Guerraoui, J. Hamza, "On Verifying Causal Consistency", POPL
 *       2017.
 * </ol>
 */
public final class CausalConvergence implements Condition {
  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    try (NearConflicts near = new NearConflicts(history, new KeyTimeline(history), budget);
        CausalClocks clocks = CausalClocks.of(history, budget, near)) {
      Cause stopped = clocks.stopped();
      if (stopped != null) {
        return new Verdict.Undecided(stopped);
      }
      if (clocks.cyclic()) {
        return new Verdict.Violated(clocks.cycle());
      }
      if (near.acyclic(clocks, budget)) {
        return new Verdict.Consistent();
      }
      return search(clocks, budget);
    }
  }

  /** The verdict where causal order has no cycle, by all the conflicts. */
  static Verdict search(CausalClocks clocks, Budget budget) {
    try (Conflicts conflicts = new Conflicts(clocks, budget)) {
      return decide(clocks, conflicts, budget);
    }
  }

  private static Verdict decide(CausalClocks clocks, Conflicts conflicts, Budget budget) {
    for (int chain = 0; chain < clocks.history().chains(); chain++) {
      Cause stopped = conflicts.collect(chain, budget);
      if (stopped != null) {
        return new Verdict.Undecided(stopped);
      }
    }
    if (conflicts.initialRead() < 0) {
      ChainWalk walk = new ChainWalk(clocks.history());
      if (walk.run(conflicts, budget)) {
        return new Verdict.Consistent();
      }
      Cause late = walk.stopped();
      if (late != null) {
        return new Verdict.Undecided(late);
      }
      Verdict causal = CausalConsistency.decide(clocks, conflicts.slots(), budget);
      return causal.judgement() == Judgement.VIOLATED
          ? causal
          : new Verdict.Violated(conflicts.cycle(walk.stuck()));
    }
    return CausalConsistency.decide(clocks, conflicts.slots(), budget);
  }
}

package minos.causal;

import minos.check.Budget;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Verdict;

/**
 * All four session guarantees together by their pure definition, where nothing is assumed of the
 * versions' order.
 *
 * <p><b>Question.</b> Are there for each session a total order of the writes and for each of its
 * reads a set of visible writes that satisfy read your writes, monotonic reads, monotonic writes
 * and writes follow reads (see {@link minos.session.FreeArbitration}) at once, such that every read
 * returns the last visible write of its key?
 *
 * <p><b>Idea.</b> The least visible set that the four allow is a read's causal past: own writes,
 * what earlier reads saw, and with each write what its session had written or read. So the answer
 * is yes iff for each session the causal order, and a conflict (u before w) for each of its reads
 * of w with u of the same key in its past, have no cycle together.
 *
 * <p><b>Soundness and completeness.</b> A larger visible set only adds conflicts. The order of a
 * session need only explain its own reads. It follows that causal convergence (one order for all)
 * and causal memory (an order into which the reads fit as well) are stronger, and causal
 * consistency (an order for each read) is weaker.
 *
 * <p><b>Cost.</b> O(n k) if one order does for all sessions, else O(n k) for each session, n
 * operations in k chains.
 */
public final class SessionCausality implements Condition {
  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    try (CausalClocks clocks = CausalClocks.of(history, budget)) {
      Cause stopped = clocks.stopped();
      if (stopped != null) {
        return new Verdict.Undecided(stopped);
      }
      if (clocks.cyclic()) {
        return new Verdict.Violated(clocks.cycle());
      }
      try (Conflicts conflicts = new Conflicts(clocks, budget)) {
        return decide(clocks, conflicts, budget);
      }
    }
  }

  private static Verdict decide(CausalClocks clocks, Conflicts conflicts, Budget budget) {
    RegisterHistory history = clocks.history();
    int[][] sessions = history.chainsOfSessions();
    Verdict together = walk(clocks, conflicts, sessions, budget);
    if (!(together instanceof Verdict.Violated)) {
      return together;
    }
    for (int[] chains : sessions) {
      conflicts.clear();
      Verdict verdict = walk(clocks, conflicts, new int[][] {chains}, budget);
      if (!(verdict instanceof Verdict.Consistent)) {
        return verdict;
      }
    }
    return new Verdict.Consistent();
  }

  private static Verdict walk(
      CausalClocks clocks, Conflicts conflicts, int[][] sessions, Budget budget) {
    for (int[] chains : sessions) {
      for (int chain : chains) {
        Cause stopped = conflicts.collect(chain, budget);
        if (stopped != null) {
          return new Verdict.Undecided(stopped);
        }
      }
    }
    if (conflicts.initialRead() >= 0) {
      return CausalConsistency.decide(clocks, conflicts.slots(), budget);
    }
    ChainWalk walk = new ChainWalk(clocks.history());
    if (walk.run(conflicts, budget)) {
      return new Verdict.Consistent();
    }
    Cause late = walk.stopped();
    return late != null
        ? new Verdict.Undecided(late)
        : new Verdict.Violated(conflicts.cycle(walk.stuck()));
  }
}

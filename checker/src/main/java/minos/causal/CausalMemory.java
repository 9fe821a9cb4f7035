package minos.causal;

import minos.check.Budget;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Verdict;

/**
 * Causal memory (CM).
 *
 * <p><b>Question.</b> Is there for each session a linear order of all writes that are causally
 * before its operations, and of its own reads, that contains the causal order and in which each of
 * its reads returns the last write of its key [1, 2]?
 *
 * <p><b>Idea.</b> {@link SessionView}, started with the causal order, for the last operation of
 * each session: views of earlier ones are parts of it [1, section 3.3]. The patterns of causal
 * consistency are looked for first, as they say more. Before all, {@link LikelyViews} looks whether
 * one likely order serves all sessions: what is sequentially consistent is a causal memory.
 *
 * <p><b>Soundness and completeness.</b> [1, theorem 2], for unique values and sessions without
 * overlapping operations. Where operations of a session overlap, see {@link Serialized}.
 *
 * <p><b>Cost.</b> O(n log n) where that is so; else O(n k) a round and session, n operations in k
 * chains.
 *
 * <ol>
 *   <li>A. Bouajjani, C. Enea, R. Guerraoui, J. Hamza, "On Verifying Causal Consistency", POPL
 *       2017.
 *   <li>M. Ahamad, G. Neiger, J. Burns, P. Kohli, P. Hutto, "Causal memory: definitions,
 *       implementation, and programming", Distributed Computing 9, 1995.
 * </ol>
 */
public final class CausalMemory implements Condition {
  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    return Serialized.decide(CausalMemory::quickly, history, budget);
  }

  private static Verdict quickly(RegisterHistory history, Budget budget) {
    return LikelyViews.areOne(history, budget) ? new Verdict.Consistent() : views(history, budget);
  }

  /** Decides without the quick look. */
  static Verdict views(RegisterHistory history, Budget budget) {
    try (CausalClocks clocks = CausalClocks.of(history, budget)) {
      Cause stopped = clocks.stopped();
      if (stopped != null) {
        return new Verdict.Undecided(stopped);
      }
      if (clocks.cyclic()) {
        return new Verdict.Violated(clocks.cycle());
      }
      Verdict causal = CausalConsistency.decide(clocks, new KeySlots(history), budget);
      if (!(causal instanceof Verdict.Consistent)) {
        return causal;
      }
      try (SessionView view = new SessionView(history, true, budget)) {
        for (int[] chains : history.chainsOfSessions()) {
          if (!PipelinedMemory.reads(history, chains)) {
            continue;
          }
          int[] end = new int[history.chains()];
          for (int chain : chains) {
            int[] clock = clocks.clockOf(history.end(chain) - 1);
            for (int c = 0; c < end.length; c++) {
              end[c] = Math.max(end[c], history.start(c) + clock[c]);
            }
          }
          Verdict verdict = view.decide(end, PipelinedMemory.whole(history, chains), budget);
          if (!(verdict instanceof Verdict.Consistent)) {
            return verdict;
          }
        }
      }
      return new Verdict.Consistent();
    }
  }
}

package minos.causal;

import minos.check.Budget;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.verdict.Verdict;

/**
 * Pipelined random access memory (PRAM).
 *
 * <p><b>Question.</b> Is there for each session a linear order of all the writes and of its own
 * reads that contains each session's order and in which each read returns the last write of its key
 * [1]?
 *
 * <p><b>Idea.</b> {@link LikelyViews} as a quick look; else {@link SessionView}, started with
 * session order and with what this session's reads saw. The argument that it is complete is the one
 * for causal memory, with another order to start from.
 *
 * <p><b>Soundness and completeness.</b> For unique values and sessions without overlapping
 * operations. Where operations of a session overlap, see {@link Serialized}.
 *
 * <p><b>Cost.</b> O(n log n) where one likely order serves all sessions; else O(n k) a round and
 * session, n operations in k chains.
 *
 * <ol>
 *   <li>R. Lipton, J. Sandberg, "PRAM: A Scalable Shared Memory", Princeton CS-TR-180-88, 1988.
 * </ol>
 */
public final class PipelinedMemory implements Condition {
  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    return Serialized.decide(PipelinedMemory::quickly, history, budget);
  }

  private static Verdict quickly(RegisterHistory history, Budget budget) {
    return LikelyViews.exist(history, budget) ? new Verdict.Consistent() : views(history, budget);
  }

  /** Decides without the quick look. */
  static Verdict views(RegisterHistory history, Budget budget) {
    int[] end = new int[history.chains()];
    for (int c = 0; c < end.length; c++) {
      end[c] = history.end(c);
    }
    try (SessionView view = new SessionView(history, false, budget)) {
      for (int[] chains : history.chainsOfSessions()) {
        if (reads(history, chains)) {
          Verdict verdict = view.decide(end, whole(history, chains), budget);
          if (!(verdict instanceof Verdict.Consistent)) {
            return verdict;
          }
        }
      }
    }
    return new Verdict.Consistent();
  }

  /** Whether some node of some chains reads. */
  static boolean reads(RegisterHistory history, int[] chains) {
    for (int chain : chains) {
      for (int node = history.start(chain); node < history.end(chain); node++) {
        if (!history.isWrite(node)) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many nodes of each chain are in some chains: all of those. */
  static int[] whole(RegisterHistory history, int[] chains) {
    int[] nodes = new int[history.chains()];
    for (int chain : chains) {
      nodes[chain] = history.end(chain) - history.start(chain);
    }
    return nodes;
  }
}

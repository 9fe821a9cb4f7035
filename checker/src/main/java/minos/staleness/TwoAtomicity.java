package minos.staleness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Judgement;

/**
 * 2-atomicity: linearizability in which a read may return the last write or the one before it.
 *
 * <p><b>Question.</b> Is there an order of the operations on each key that contains real time and
 * in which at most one write stands between a read and the write that it returns?
 *
 * <p><b>Idea.</b> Build the order from its end. The last write must be one that ends, and whose
 * reads end, after all others began. The reads of other writes that begin later than one of these
 * ends come after it, so they must all be of one write, which then must be the next to last; and so
 * on, until no such reads are left. Then the choice made so far is final; if instead two different
 * writes are asked for, another last write is tried [1, limited backtracking].
 *
 * <p><b>Soundness and completeness.</b> What was placed bears no relation to what is left, other
 * than to come after it; and taking a write with its reads out of a 2-atomic order leaves one. So a
 * finished stretch never needs to be taken back. For unique values.
 *
 * <p><b>Cost.</b> O(n log n) where few writes overlap; O(n c) for c overlapping candidates.
 *
 * <ol>
 *   <li>W. Golab, X. Li, A. Lopez-Ortiz, N. Nishimura, "Computing k-Atomicity in Polynomial Time",
 *       SIAM J. Comput. 47(2), 2018; W. Golab, J. Hurwitz, X. Li, "On the k-Atomicity-Verification
 *       Problem", ICDCS 2013.
 * </ol>
 */
final class TwoAtomicity {
  private final Zones zones;
  private final boolean[] placed;

  private TwoAtomicity(Zones zones) {
    this.zones = zones;
    this.placed = new boolean[zones.start.length];
  }

  static Judgement decide(Zones zones, Budget budget) {
    TwoAtomicity atomicity = new TwoAtomicity(zones);
    for (int[] clusters : zones.byKey()) {
      if (budget.exhausted() != null) {
        return Judgement.UNDECIDED;
      }
      Judgement ofKey = atomicity.key(clusters, budget);
      if (ofKey != Judgement.CONSISTENT) {
        return ofKey;
      }
    }
    return Judgement.CONSISTENT;
  }

  private Judgement key(int[] clusters, Budget budget) {
    for (int c : clusters) {
      if (!zones.isInitial(c) && zones.readFinish[c] < zones.writeStart[c]) {
        return Judgement.VIOLATED;
      }
    }
    Remaining left = new Remaining(clusters);
    while (left.count > 0) {
      if (budget.exhausted() != null) {
        return Judgement.UNDECIDED;
      } else if (!stretch(left)) {
        return Judgement.VIOLATED;
      }
    }
    return Judgement.CONSISTENT;
  }

  /** Places a stretch of writes at the end of what is left. */
  private boolean stretch(Remaining left) {
    int latest = left.latestWrite(-1);
    for (int at = left.finishFrom; at < left.byFinish.length; at++) {
      int candidate = left.byFinish[at];
      if (placed[candidate]) {
        continue;
      }
      if (candidate != latest && zones.finish[candidate] < zones.writeStart[latest]) {
        break;
      }
      int[] trial = left.follow(candidate);
      if (trial.length > 0) {
        return true;
      }
    }
    return !placed[latest] && left.follow(latest).length > 0;
  }

  /** What is left of a key, in the orders that are asked for. */
  private final class Remaining {
    private final int[] byFinish;
    private final int[] byWriteStart;
    private final int[] byReadStart;
    private int finishFrom;
    private int writeFrom;
    private int readFrom;
    private int count;

    Remaining(int[] clusters) {
      byFinish = sorted(clusters, Comparator.comparingInt(c -> -finish(c)));
      byWriteStart = sorted(clusters, Comparator.comparingInt(c -> -zones.writeStart[c]));
      byReadStart = sorted(clusters, Comparator.comparingInt(c -> -zones.readStart[c]));
      count = clusters.length;
    }

    private int finish(int c) {
      return zones.finish[c] == History.NEVER ? History.NEVER : zones.finish[c];
    }

    private int[] sorted(int[] clusters, Comparator<Integer> order) {
      return IntStream.of(clusters).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }

    /** The remaining write that started last, but for one. */
    int latestWrite(int but) {
      while (writeFrom < byWriteStart.length && placed[byWriteStart[writeFrom]]) {
        writeFrom++;
      }
      for (int at = writeFrom; at < byWriteStart.length; at++) {
        if (!placed[byWriteStart[at]] && byWriteStart[at] != but) {
          return byWriteStart[at];
        }
      }
      return -1;
    }

    /** Places a write and what that forces; empty, with nothing placed, if that fails. */
    int[] follow(int first) {
      int[] stretch = new int[4];
      int length = 0;
      int saveWrite = writeFrom;
      int next = first;
      while (next >= 0) {
        int forced = fits(next);
        if (forced == FAILS) {
          for (int i = 0; i < length; i++) {
            placed[stretch[i]] = false;
          }
          writeFrom = saveWrite;
          return new int[0];
        }
        if (length == stretch.length) {
          stretch = Arrays.copyOf(stretch, 2 * length);
        }
        stretch[length++] = next;
        placed[next] = true;
        next = forced;
      }
      count -= length;
      while (finishFrom < byFinish.length && placed[byFinish[finishFrom]]) {
        finishFrom++;
      }
      while (readFrom < byReadStart.length && placed[byReadStart[readFrom]]) {
        readFrom++;
      }
      return Arrays.copyOf(stretch, length);
    }

    private static final int FREE = -1;
    private static final int FAILS = -2;

    /** The write that must come directly before one that comes last; or that it can't come last. */
    private int fits(int last) {
      int other = latestWrite(last);
      if (other >= 0 && zones.isInitial(last)) {
        return FAILS;
      }
      if (other >= 0 && zones.writeStart[other] > zones.finish[last]) {
        return FAILS;
      }
      int forced = FREE;
      for (int at = readFrom; at < byReadStart.length; at++) {
        int cluster = byReadStart[at];
        if (zones.readStart[cluster] < zones.finish[last]) {
          break;
        }
        if (placed[cluster] || cluster == last) {
          continue;
        }
        if (forced != FREE) {
          return FAILS;
        }
        forced = cluster;
      }
      return forced;
    }
  }
}

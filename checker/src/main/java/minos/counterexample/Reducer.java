package minos.counterexample;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Judgement;

/**
 * Leaves out operations of a violated history until no more can go.
 *
 * <p><b>Question.</b> Which of the sub-histories that a {@link Dependence} allows is violated, and
 * none below it that one more step reaches?
 *
 * <p><b>Idea.</b> First guesses: keep only the operations that the violation names, or the last few
 * before its end, and what these need. Then leave out halves, quarters, and so on down to single
 * operations, each with what has to go with it, and keep what is still violated [1]; then single
 * ones until none can go.
 *
 * <p><b>Why it is sound.</b> Each step is a reduction that the dependence allows, and what is left
 * was judged violated. It is 1-minimal if the last round over all operations changed nothing and
 * the judge decided every time; else that is said.
 *
 * <p><b>Cost.</b> O(k log n) judgements for k operations left of n, where the steps go well; O(k²)
 * at worst at the end. Ends with the budget, with the smallest so far.
 *
 * <ol>
 *   <li>A. Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE TSE
 *       28(2), 2002.
 * </ol>
 */
final class Reducer {
  /** Decides whether a history is violated. */
  @FunctionalInterface
  interface Judge {
    /** The answer, within a second of the budget's end. */
    Judgement judge(History history, Budget budget);
  }

  private static final int FEWEST = 4;

  private final History history;
  private final Dependence dependence;
  private final Judge judge;
  private final Budget budget;
  private boolean unsure;
  private final boolean atOnce;
  private BitSet kept;
  private int judged;

  /**
   * A reducer.
   *
   * @param atOnce whether all that goes has to be able to go in one step, rather than step by step
   */
  Reducer(History history, Dependence dependence, Judge judge, Budget budget, boolean atOnce) {
    this.history = history;
    this.dependence = dependence;
    this.judge = judge;
    this.budget = budget;
    this.atOnce = atOnce;
    this.kept = all();
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, history.size());
    return all;
  }

  /**
   * What is left.
   *
   * @param kept places in the history, rising
   * @param minimal whether no single step leaves it violated
   * @param judged how many sub-histories were judged
   */
  record Left(List<Integer> kept, boolean minimal, int judged) {}

  /**
   * Reduces the history, which is violated.
   *
   * @param shown operations that are likely to be needed
   */
  Left reduce(BitSet shown) {
    guess(shown);
    guessEnd(shown);
    int size = Math.max(1, kept.cardinality() / 2);
    boolean minimal = false;
    while (!minimal && budget.exhausted() == null) {
      boolean changed = round(size);
      minimal = size == 1 && !changed && !unsure && budget.exhausted() == null;
      if (size == 1 && !changed) {
        break;
      }
      size = Math.min(Math.max(1, size / 2), Math.max(1, kept.cardinality() / 2));
    }
    return new Left(kept.stream().boxed().toList(), minimal, judged);
  }

  /** Tries to keep only the shown operations, first with and then without other observers. */
  private void guess(BitSet shown) {
    if (shown.isEmpty()) {
      return;
    }
    BitSet others = (BitSet) kept.clone();
    others.andNot(shown);
    if (!without(others)) {
      BitSet idle = new BitSet();
      others.stream().filter(dependence::observer).forEach(idle::set);
      without(idle);
    }
  }

  /** Tries to keep only the last few operations before the end. */
  private void guessEnd(BitSet shown) {
    for (int few = 2 * FEWEST; few < kept.cardinality() && budget.exhausted() == null; few *= 2) {
      BitSet early = new BitSet();
      int left = kept.cardinality() - few;
      for (int op = kept.nextSetBit(0); op >= 0 && left > 0; op = kept.nextSetBit(op + 1)) {
        early.set(op);
        left--;
      }
      early.andNot(shown);
      if (without(early)) {
        return;
      }
    }
  }

  private boolean round(int size) {
    boolean changed = false;
    unsure = false;
    for (BitSet chunk : chunks(size)) {
      if (budget.exhausted() != null) {
        return changed;
      }
      chunk.and(kept);
      changed |= !chunk.isEmpty() && without(chunk);
    }
    return changed;
  }

  private List<BitSet> chunks(int size) {
    List<BitSet> chunks = new ArrayList<>();
    BitSet chunk = new BitSet();
    for (int op = kept.nextSetBit(0); op >= 0; op = kept.nextSetBit(op + 1)) {
      chunk.set(op);
      if (chunk.cardinality() == size) {
        chunks.add(chunk);
        chunk = new BitSet();
      }
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  /** Leaves operations out, and all that goes with them, if what is left is violated. */
  private boolean without(BitSet seeds) {
    BitSet left = (BitSet) kept.clone();
    left.andNot(closed(seeds));
    if (left.isEmpty() || left.equals(kept)) {
      return false;
    }
    judged++;
    Judgement judgement =
        judge.judge(history.select(left.stream().toArray(), History.NEVER), budget);
    unsure |= judgement == Judgement.UNDECIDED;
    if (judgement == Judgement.VIOLATED) {
      kept = left;
      return true;
    }
    return false;
  }

  private BitSet closed(BitSet seeds) {
    if (!atOnce) {
      return dependence.close(kept, seeds);
    }
    BitSet gone = all();
    gone.andNot(kept);
    gone.or(seeds);
    return dependence.close(all(), gone);
  }
}

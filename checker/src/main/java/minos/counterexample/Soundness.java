package minos.counterexample;

import java.util.BitSet;
import java.util.List;
import minos.history.History;
import minos.spec.SequentialSpec;

/** Tells whether what is left of a history is left by sound reductions, from the result alone. */
public final class Soundness {
  /** Up to so many operations that are gone, single steps are tried as well. */
  private static final int STEPS = 500;

  private Soundness() {}

  /**
   * Whether some operations of a history can be left out soundly, for linearizability.
   *
   * @param spec what one copy of the object would answer
   * @param history the operations on one object, cut off where the counterexample ends
   * @param kept places of the operations that are left, rising
   */
  public static boolean ofLinearizable(
      SequentialSpec<?> spec, History history, List<Integer> kept) {
    return reached(Specified.dependence(history, spec), history.size(), kept);
  }

  /** Whether exactly these operations can be left, by leaving out the others at once or in turn. */
  static boolean reached(Dependence dependence, int size, List<Integer> kept) {
    BitSet left = new BitSet();
    left.set(0, size);
    BitSet gone = (BitSet) left.clone();
    kept.forEach(gone::clear);
    if (dependence.close(left, gone).equals(gone)) {
      return true;
    } else if (gone.cardinality() > STEPS) {
      return false;
    }
    boolean moved = true;
    while (moved && !gone.isEmpty()) {
      moved = false;
      for (int op = gone.nextSetBit(0); op >= 0; op = gone.nextSetBit(op + 1)) {
        BitSet seed = new BitSet();
        seed.set(op);
        BitSet step = dependence.close(left, seed);
        BitSet wrong = (BitSet) step.clone();
        wrong.andNot(gone);
        if (wrong.isEmpty()) {
          left.andNot(step);
          gone.andNot(step);
          moved = true;
        }
      }
    }
    return gone.isEmpty();
  }
}

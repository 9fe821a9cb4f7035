package minos.counterexample;

import java.util.BitSet;

/**
 * Which operations of one history can be left out together, for one consistency model.
 *
 * <p>The contract: if the operations that are kept satisfy the model, they still do without those
 * of any set that {@link #close} answers. Beyond that no operation may lose its only explanation:
 * where a value that was observed had a writer, one stays as long as somebody who observed it does,
 * so that a stale read never becomes one out of thin air.
 *
 * <p>Implementations are immutable.
 */
interface Dependence {
  /**
   * What has to go if some operations go.
   *
   * @param kept the operations of the history as it is now; not changed
   * @param seeds those that are to go, some of the kept ones; not changed
   * @return the seeds and all that has to go with them; all the kept ones where the seeds can't go
   */
  BitSet close(BitSet kept, BitSet seeds);

  /**
   * Some operations with others that they can't stay without, as far as these are easily told. Only
   * a guess: {@link #close} decides.
   */
  default BitSet withNeeded(BitSet kept, BitSet wanted) {
    return wanted;
  }

  /** Whether an operation changes nothing that others could see. */
  boolean observer(int operation);
}

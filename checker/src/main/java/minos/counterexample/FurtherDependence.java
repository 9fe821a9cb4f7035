package minos.counterexample;

import java.util.BitSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A dependence, and what else has to go with what goes by it.
 *
 * <p>Each round takes what has gone, so that further operations go until none is left that has to.
 */
final class FurtherDependence implements Dependence {
  private final Dependence inner;
  private final BinaryOperator<BitSet> further;

  /**
   * A dependence.
   *
   * @param further the operations that can't stay, of those that were kept, given what goes
   */
  FurtherDependence(Dependence inner, BinaryOperator<BitSet> further) {
    this.inner = inner;
    this.further = further;
  }

  /**
   * A dependence where last reads have to know more than others. When the last read of somebody
   * goes, an earlier one would become the last, and when the last update goes, a read that came
   * before it would: of these nobody said that they know everything, so they go.
   *
   * @param lastReads the last reads among some operations
   */
  static Dependence ofLastReads(Dependence inner, UnaryOperator<BitSet> lastReads) {
    return new FurtherDependence(
        inner,
        (kept, gone) -> {
          BitSet left = (BitSet) kept.clone();
          left.andNot(gone);
          BitSet last = lastReads.apply(left);
          last.andNot(lastReads.apply(kept));
          return last;
        });
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    BitSet gone = inner.close(kept, seeds);
    BitSet more = further.apply(kept, gone);
    more.andNot(gone);
    while (!more.isEmpty()) {
      more.or(gone);
      gone = inner.close(kept, more);
      more = further.apply(kept, gone);
      more.andNot(gone);
    }
    return gone;
  }

  @Override
  public BitSet withNeeded(BitSet kept, BitSet wanted) {
    return inner.withNeeded(kept, wanted);
  }

  @Override
  public boolean observer(int operation) {
    return inner.observer(operation);
  }
}

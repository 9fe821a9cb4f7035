package minos.counterexample;

import java.util.BitSet;

/**
 * Dependence where some operations may go, each by itself, and the others never.
 *
 * <p>For any sequential specification, an operation that changes no state may go: an order that
 * explains the history explains it without. Where every operation may go, the model's own comment
 * says why.
 */
final class AloneDependence implements Dependence {
  private final BitSet observers;
  private final BitSet free;

  /**
   * A dependence.
   *
   * @param observers the operations that change nothing, all of which may go
   * @param free further operations that may go
   */
  AloneDependence(BitSet observers, BitSet free) {
    this.observers = observers;
    this.free = (BitSet) free.clone();
    this.free.or(observers);
  }

  @Override
  public boolean observer(int operation) {
    return observers.get(operation);
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    BitSet stuck = (BitSet) seeds.clone();
    stuck.andNot(free);
    return (BitSet) (stuck.isEmpty() ? seeds : kept).clone();
  }
}

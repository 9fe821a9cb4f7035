package minos.stream;

import java.util.BitSet;

/**
 * What an order of the operations so far can be in: the state, and which of the open operations
 * have taken effect. Immutable: the sets are never changed.
 *
 * @param <S> states
 * @param state the state
 * @param live open operations that return, which have taken effect
 * @param crashed operations that never return, which have taken effect
 */
record Configuration<S>(S state, BitSet live, BitSet crashed) {
  boolean placed(Opened operation) {
    return (operation.crashed() ? crashed : live).get(operation.slot());
  }

  Configuration<S> placing(Opened operation, S next) {
    BitSet set = (BitSet) (operation.crashed() ? crashed : live).clone();
    set.set(operation.slot());
    return operation.crashed()
        ? new Configuration<>(next, live, set)
        : new Configuration<>(next, set, crashed);
  }

  /** Without the bit of a slot, whose operation is over. */
  Configuration<S> without(int slot) {
    return new Configuration<>(state, cleared(live, slot), cleared(crashed, slot));
  }

  private static BitSet cleared(BitSet set, int slot) {
    if (!set.get(slot)) {
      return set;
    }
    BitSet copy = (BitSet) set.clone();
    copy.clear(slot);
    return copy;
  }

  /** Whether its crashed operations are among the other's: what the other can do, it can too. */
  boolean needsNoMoreThan(Configuration<S> other) {
    BitSet beyond = (BitSet) crashed.clone();
    beyond.andNot(other.crashed);
    return beyond.isEmpty();
  }
}

package minos.counterexample;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.History;
import minos.spec.AppendedText;
import minos.spec.SequentialSpec;
import minos.value.Value;

/**
 * What operations on one object say of some elements: of a collection's, of the pieces of a string,
 * of the adds that make up a number. If a history is linearizable, so is what it says of some; each
 * implementation says why. Implementations keep no state.
 */
interface Views {
  /** The views of a specification's operations; empty if nothing is known of them. */
  static Optional<Views> of(SequentialSpec<?> spec) {
    if (ElementViews.of(spec)) {
      return Optional.of(new ElementViews());
    } else if (spec instanceof AppendedText text) {
      return Optional.of(new TextViews(text));
    }
    return spec.name().equals("counter") ? Optional.of(new SumViews()) : Optional.empty();
  }

  /** The elements that some operations are about. */
  Set<Value> elements(History history, BitSet operations);

  /** Sets of elements that a violation of some operations is likely to be about. */
  default List<Set<Value>> guesses(History history, BitSet shown) {
    return List.of();
  }

  /** The operations that are about other elements alone, and have to go with these. */
  BitSet others(History history, Set<Value> elements);

  /** The same operations without what they say of other elements. */
  History narrowed(History history, Set<Value> elements);

  /** What this is called. */
  default Reduction reduction() {
    return Reduction.ELEMENTS;
  }
}

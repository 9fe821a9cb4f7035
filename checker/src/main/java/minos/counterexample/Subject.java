package minos.counterexample;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.value.Value;
import minos.verdict.Violation;

/** A check, and what may be left out of histories that it calls violated. */
interface Subject {
  /** The check that judges while the history is reduced. */
  Check judge();

  /** The check that judges what is left, once and small: the one that says most about it. */
  default Check teller() {
    return judge();
  }

  /** A check of the same by another algorithm; empty if there is none. */
  default Optional<Check> other(String algorithm) {
    return Optional.empty();
  }

  /**
   * The operations among which a violation may show by itself: those on its key, if it has one.
   * Soundly left of the history.
   */
  default BitSet about(History history, Violation violation) {
    BitSet about = new BitSet();
    int key = -1;
    if (history.keyCount() == 0 || violation.key().isEmpty()) {
      about.set(0, history.size());
      return about;
    }
    for (int other = 0; other < history.keyCount(); other++) {
      key = history.keyName(other).equals(violation.key().get()) ? other : key;
    }
    for (int op = 0; op < history.size(); op++) {
      about.set(op, history.key(op) == key && key >= 0);
    }
    return about;
  }

  /** What has to go together in a history. */
  Dependence dependence(History history);

  /** Whether each prefix of a consistent history is consistent. */
  boolean prefixClosed();

  /** What leaving out updates is called. */
  Reduction updates();

  /** Whether the operations on one key, of several, are judged as if there were no others. */
  default boolean byKey() {
    return true;
  }

  /**
   * The elements that some operations are about, of which each answer can soundly be narrowed to
   * some; none where nothing is known of that.
   */
  default Set<Value> elements(History history, BitSet operations) {
    return Set.of();
  }

  /** Sets of elements that a violation of some operations is likely to be about. */
  default List<Set<Value>> guesses(History history, BitSet shown) {
    return List.of();
  }

  /** What narrowing answers is called. */
  default Reduction narrowing() {
    return Reduction.ELEMENTS;
  }

  /** The operations that are about other elements alone. */
  default BitSet others(History history, Set<Value> elements) {
    return new BitSet();
  }

  /** The operations on some elements, without what answers say of others. */
  default History only(History history, Set<Value> elements) {
    BitSet stay = new BitSet();
    stay.set(0, history.size());
    stay.andNot(others(history, elements));
    History narrowed = narrowed(history, elements);
    return stay.cardinality() == history.size()
        ? narrowed
        : narrowed.select(stay.stream().toArray(), History.NEVER);
  }

  /** The same operations, without what their answers say of other elements. */
  default History narrowed(History history, Set<Value> elements) {
    return history;
  }

  /** What is told where no few operations show a violation; empty if there is no more to tell. */
  default Optional<Proof> window(History history, Budget budget) {
    return Optional.empty();
  }
}

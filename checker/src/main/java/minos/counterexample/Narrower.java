package minos.counterexample;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.value.Value;

/**
 * Which elements of what operations answered a violation is about.
 *
 * <p>First guesses, each of which takes a pass over the whole history: those of single operations
 * that the violation names, those of all updates among these, all of them, what none of them says,
 * because something is missing, and in the end all there are. Of what is left then, halves,
 * quarters, and so on down to single elements are left out as long as it shows the violation.
 */
final class Narrower {
  /** So many operations are tried by themselves. */
  private static final int SINGLE = 6;

  /** After so many operations the budget is polled. */
  private static final int BLOCK = 1024;

  private final Subject subject;
  private final Budget budget;

  Narrower(Subject subject, Budget budget) {
    this.subject = subject;
    this.budget = budget;
  }

  /**
   * Sets of elements to try, the likeliest first, each made when it is asked for.
   *
   * @param shown the operations that the violation names
   */
  Stream<Set<Value>> guesses(History history, BitSet shown) {
    Set<Set<Value>> guesses = new LinkedHashSet<>(subject.guesses(history, shown));
    Set<Value> ofUpdates = new LinkedHashSet<>();
    for (int op = shown.nextSetBit(0); op >= 0; op = shown.nextSetBit(op + 1)) {
      BitSet one = new BitSet();
      one.set(op);
      Set<Value> own = subject.elements(history, one);
      if (own.size() == 1 && guesses.size() < SINGLE) {
        guesses.add(own);
        ofUpdates.addAll(own);
      }
    }
    guesses.add(ofUpdates);
    Set<Value> said = subject.elements(history, shown);
    guesses.add(said);
    if (subject.narrowing().adjusts()) {
      // Without some sums what is left of others may be wrong.
      return guesses.stream();
    }
    // Nothing about no elements is violated.
    guesses.removeIf(Set::isEmpty);
    return Stream.concat(guesses.stream(), Stream.of(history).flatMap(of -> rest(of, said)));
  }

  /** What was not said, because it is missing; and all there is. */
  private Stream<Set<Value>> rest(History history, Set<Value> said) {
    Set<Value> all = new LinkedHashSet<>();
    for (int from = 0; from < history.size() && budget.exhausted() == null; from += BLOCK) {
      BitSet some = new BitSet();
      some.set(from, Math.min(history.size(), from + BLOCK));
      all.addAll(subject.elements(history, some));
    }
    Set<Value> unsaid = new LinkedHashSet<>(all);
    unsaid.removeAll(said);
    return Stream.of(unsaid, all).filter(some -> !some.isEmpty());
  }

  private static BitSet all(History history) {
    BitSet all = new BitSet();
    all.set(0, history.size());
    return all;
  }

  /** The elements of a small history that are needed to show the violation. */
  Set<Value> fewest(History history, Predicate<History> shows) {
    List<Value> elements = new ArrayList<>(subject.elements(history, all(history)));
    for (int size = (elements.size() + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
      for (int from = 0; from < elements.size() && budget.exhausted() == null; ) {
        List<Value> others = new ArrayList<>(elements);
        others.subList(from, Math.min(elements.size(), from + size)).clear();
        if (shows.test(subject.only(history, new LinkedHashSet<>(others)))) {
          elements = others;
        } else {
          from += size;
        }
      }
    }
    return new LinkedHashSet<>(elements);
  }
}

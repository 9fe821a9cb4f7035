package minos.counterexample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.value.Value;

/**
 * What each operation of a history observed and wrote: values in places. A register is one place, a
 * map has one for each key.
 *
 * <p>Values and places are numbered; the same value in another place is another number. Immutable.
 *
 * @param history the history
 * @param observed numbers of the values that each operation observed
 * @param written numbers of the values that each operation wrote, or may have
 * @param other for an operation that observed that a place did not hold a value, its number; else
 *     -1
 * @param placeOf the place of each value
 * @param initial whether a value was there from the beginning
 */
record Touches(
    History history,
    List<int[]> observed,
    List<int[]> written,
    List<Integer> other,
    List<Integer> placeOf,
    List<Boolean> initial) {

  int size() {
    return observed.size();
  }

  int values() {
    return placeOf.size();
  }

  /** Collects touches, one operation after the other. */
  static final class Builder {
    private static final int[] NONE = {};

    private final History history;
    private final Map<List<Value>, Integer> numbers = new HashMap<>();
    private final Map<Value, Integer> places = new HashMap<>();
    private final List<Integer> placeOf = new ArrayList<>();
    private final List<Boolean> initial = new ArrayList<>();
    private final List<int[]> observed = new ArrayList<>();
    private final List<int[]> written = new ArrayList<>();
    private final List<Integer> other = new ArrayList<>();

    Builder(History history) {
      this.history = history;
    }

    /** The next operation, which so far touches nothing. */
    Builder next() {
      observed.add(NONE);
      written.add(NONE);
      other.add(-1);
      return this;
    }

    Builder observes(Value place, Value value) {
      return append(observed, number(place, value));
    }

    Builder writes(Value place, Value value) {
      return append(written, number(place, value));
    }

    /** The operation observed that the place did not hold the value. */
    void differs(Value place, Value value) {
      other.set(other.size() - 1, number(place, value));
    }

    void initially(Value place, Value value) {
      initial.set(number(place, value), true);
    }

    private int number(Value place, Value value) {
      Integer known = numbers.get(List.of(place, value));
      if (known != null) {
        return known;
      }
      Integer at = places.putIfAbsent(place, places.size());
      placeOf.add(at == null ? places.size() - 1 : at);
      initial.add(false);
      numbers.put(List.of(place, value), numbers.size());
      return numbers.size() - 1;
    }

    private Builder append(List<int[]> to, int number) {
      int[] old = to.get(to.size() - 1);
      int[] longer = Arrays.copyOf(old, old.length + 1);
      longer[old.length] = number;
      to.set(to.size() - 1, longer);
      return this;
    }

    Touches build() {
      return new Touches(history, observed, written, other, placeOf, initial);
    }
  }
}

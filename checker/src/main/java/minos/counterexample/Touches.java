package minos.counterexample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
 * @param others numbers of the values of which each operation observed that their place did not
 *     hold them
 * @param noticed as {@code observed}, where it suffices that somebody had written the value
 * @param othersNoticed as {@code others}, where it suffices that somebody had written another value
 * @param written numbers of the values that each operation wrote, or may have
 * @param unended operations whose writes may take effect after their end
 * @param placeOf the place of each value
 * @param initial whether a value was there from the beginning
 */
record Touches(
    History history,
    List<int[]> observed,
    List<int[]> others,
    List<int[]> noticed,
    List<int[]> othersNoticed,
    List<int[]> written,
    BitSet unended,
    List<Integer> placeOf,
    List<Boolean> initial) {

  /** Where an operation ended; {@link History#NEVER} if its writes may take effect later. */
  int end(int op) {
    return unended.get(op) ? History.NEVER : history.completed(op);
  }

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
    private final List<int[]> others = new ArrayList<>();
    private final List<int[]> noticed = new ArrayList<>();
    private final List<int[]> othersNoticed = new ArrayList<>();
    private final List<int[]> written = new ArrayList<>();
    private final BitSet unended = new BitSet();

    Builder(History history) {
      this.history = history;
    }

    /** The next operation, which so far touches nothing. */
    Builder next() {
      List.of(observed, others, noticed, othersNoticed, written).forEach(all -> all.add(NONE));
      return this;
    }

    Builder observes(Value place, Value value) {
      return append(observed, number(place, value));
    }

    Builder writes(Value place, Value value) {
      return append(written, number(place, value));
    }

    /** The operation observed that the place did not hold the value. */
    Builder differs(Value place, Value value) {
      return append(others, number(place, value));
    }

    /** It saw the value, and makes no demand but that somebody had written it. */
    Builder notices(Value place, Value value) {
      return append(noticed, number(place, value));
    }

    /** It saw another value, and makes no demand but that somebody had written one. */
    Builder noticesOther(Value place, Value value) {
      return append(othersNoticed, number(place, value));
    }

    /** What it wrote may take effect after its end. */
    void neverEnds() {
      unended.set(written.size() - 1);
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
      return new Touches(
          history, observed, others, noticed, othersNoticed, written, unended, placeOf, initial);
    }
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import minos.history.History;
import minos.value.Value;

/** Operations by the value that they were invoked with, in the order of their invocations. */
final class Writers {
  private static final int[] NONE = {};

  private final History history;
  private final Map<Value, List<Integer>> byValue = new HashMap<>();
  private final Map<Value, int[]> arrays = new HashMap<>();

  private Writers(History history) {
    this.history = history;
  }

  /** No operations yet. */
  static Writers none(History history) {
    return new Writers(history);
  }

  /** The operations of some functions. */
  static Writers of(Slice slice, String... functions) {
    Writers writers = new Writers(slice.history());
    List<String> names = List.of(functions);
    for (int op : slice.operations()) {
      if (names.contains(slice.history().functionName(slice.history().function(op)))) {
        writers.add(Shapes.input(slice.history(), op), op);
      }
    }
    return writers;
  }

  /** Adds one, after all before it. */
  void add(Value value, int operation) {
    byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(operation);
  }

  /** Those of a value. Not a copy. */
  int[] of(Value value) {
    return arrays.computeIfAbsent(
        value,
        v ->
            byValue.containsKey(v)
                ? byValue.get(v).stream().mapToInt(Integer::intValue).toArray()
                : NONE);
  }

  /** Those of a value of which something holds. */
  int[] of(Value value, IntPredicate which) {
    int[] all = of(value);
    int[] some = java.util.Arrays.stream(all).filter(which).toArray();
    return some.length == all.length ? all : some;
  }

  /** All values. */
  Iterable<Value> values() {
    return byValue.keySet();
  }

  History history() {
    return history;
  }
}

package minos.counterexample;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.QueueFunctions;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;

/**
 * Dependence of collections: sets, multisets, queues, stacks and lists that are empty at first. All
 * operations on one element go together, with every read of the whole collection that had it.
 *
 * <p>Sound: take an order that explains the history, and take all operations on one element out of
 * it. Adding, removing and finding other elements does not care: in a queue, a stack or by priority
 * the others come out in the same order, an empty collection stays empty, and a read of the whole
 * that did not have the element sees what it saw. An operation of unknown outcome that took the
 * element, without anybody knowing, then did not happen.
 *
 * <p>An operation that changes nothing goes alone. One that took an element which nobody knows
 * can't go, because the element might then be in the way.
 */
final class ElementDependence implements Dependence {
  /** No element, or none that is known. */
  private static final int NONE = -1;

  private final BitSet observers;
  private final int[] element;
  private final Map<Integer, BitSet> operations = new HashMap<>();

  ElementDependence(History history, BitSet observers) {
    this.observers = observers;
    this.element = new int[history.size()];
    Map<Value, Integer> numbers = new HashMap<>();
    for (int op = 0; op < element.length; op++) {
      element[op] = NONE;
      String f = history.functionName(history.function(op));
      boolean ok = history.outcome(op) == Outcome.OK;
      Value input = history.dictionary().value(history.input(op));
      Value output = history.dictionary().value(history.value(op));
      if (f.equals("read") || f.equals("get") || f.equals("r")) {
        for (Value member : members(output)) {
          operations.computeIfAbsent(number(numbers, member), n -> new BitSet()).set(op);
        }
        continue;
      }
      boolean takes =
          QueueFunctions.DEQUEUE.contains(f)
              || QueueFunctions.POP.contains(f)
              || QueueFunctions.PEEK.contains(f);
      if (takes && (!ok || output.isNil())) {
        continue;
      }
      element[op] = number(numbers, takes ? output : input);
      operations.computeIfAbsent(element[op], n -> new BitSet()).set(op);
    }
  }

  private static int number(Map<Value, Integer> numbers, Value value) {
    numbers.putIfAbsent(value, numbers.size());
    return numbers.getOrDefault(value, NONE);
  }

  private static List<Value> members(Value value) {
    if (value instanceof Seq seq) {
      return seq.items();
    }
    return value instanceof Members set ? List.copyOf(set.items()) : List.of();
  }

  @Override
  public boolean observer(int operation) {
    return observers.get(operation);
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    BitSet gone = (BitSet) seeds.clone();
    Set<Integer> elements = new HashSet<>();
    for (int op = seeds.nextSetBit(0); op >= 0; op = seeds.nextSetBit(op + 1)) {
      if (!observers.get(op)) {
        if (element[op] == NONE) {
          return (BitSet) kept.clone();
        }
        elements.add(element[op]);
      }
    }
    elements.forEach(e -> gone.or(operations.getOrDefault(e, new BitSet())));
    gone.and(kept);
    return gone;
  }
}

package minos.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import minos.value.Dict;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * Values, each some number of times: the state of sets, multisets and unordered queues. Immutable.
 *
 * @param counts how often each value is there; at least once
 * @param size how many there are in all
 */
record Bag(Trie<Integer> counts, int size) {
  static final Bag EMPTY = new Bag(Trie.empty(), 0);

  /** A bag of the members of a list or set. */
  static Bag of(String model, Value members) {
    Bag bag = EMPTY;
    for (Value member : items(model, members)) {
      bag = bag.with(member);
    }
    return bag;
  }

  /** The members of an initial value, in order. */
  static List<Value> items(String model, Value value) {
    if (value instanceof Seq seq) {
      return seq.items();
    } else if (value instanceof Members set) {
      return List.copyOf(set.items());
    } else if (value == Nil.NIL) {
      return List.of();
    }
    throw new IllegalArgumentException(
        "the initial value of a " + model + " is a list such as [1 2], not " + value);
  }

  int count(Value value) {
    Integer count = counts.get(value);
    return count == null ? 0 : count;
  }

  boolean has(Value value) {
    return counts.has(value);
  }

  Bag with(Value value) {
    return new Bag(counts.with(value, count(value) + 1), size + 1);
  }

  Bag without(Value value) {
    int count = count(value);
    if (count == 0) {
      return this;
    }
    return new Bag(count == 1 ? counts.without(value) : counts.with(value, count - 1), size - 1);
  }

  /** The different values, in no useful order. */
  List<Value> different() {
    return counts.entries().stream().map(Map.Entry::getKey).toList();
  }

  /** All the values, each as often as it is there, in no useful order. */
  List<Value> values() {
    List<Value> all = new ArrayList<>(size);
    for (Map.Entry<Value, Integer> entry : counts.entries()) {
      all.addAll(Collections.nCopies(entry.getValue(), entry.getKey()));
    }
    return all;
  }

  @Override
  public String toString() {
    List<String> all = new ArrayList<>(size);
    for (Map.Entry<Value, Integer> entry : counts.entries()) {
      for (int i = 0; i < entry.getValue(); i++) {
        all.add(entry.getKey().toString());
      }
    }
    all.sort((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length());
    return all.isEmpty() ? "nothing" : String.join(" ", all);
  }

  /** Whether a recorded collection has exactly these values. */
  boolean is(Value recorded) {
    if (recorded instanceof Dict || size(recorded) != size) {
      return false;
    }
    Bag bag = EMPTY;
    for (Value member : items("bag", recorded)) {
      bag = bag.with(member);
    }
    return bag.equals(this);
  }

  private static int size(Value recorded) {
    if (recorded instanceof Seq seq) {
      return seq.size();
    } else if (recorded instanceof Members set) {
      return set.items().size();
    }
    return recorded.isNil() ? 0 : -1;
  }
}

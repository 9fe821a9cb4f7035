package minos.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers names densely from 0 in the order of their first appearance. Not thread-safe while
 * growing.
 */
final class Names<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> names = new ArrayList<>();

  int number(T name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  /** The number of a name, or -1. */
  int find(T name) {
    Integer known = numbers.get(name);
    return known == null ? -1 : known;
  }

  T name(int number) {
    return names.get(number);
  }

  int size() {
    return names.size();
  }
}

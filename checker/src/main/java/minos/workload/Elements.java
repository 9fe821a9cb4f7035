package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.value.Int;
import minos.value.Value;

/**
 * Numbers values densely from 0 in the order of their first appearance. Integers, which most
 * workloads use, cost 20 to 40 bytes each and no objects. Not thread-safe.
 */
final class Elements {
  /** About what one element costs, for the budget. */
  static final long BYTES = 40;

  private long[] keys = new long[16];
  private int[] numbers = new int[16];
  private int integers;
  private final Map<Value, Integer> others = new HashMap<>();
  private final List<Value> otherNames = new ArrayList<>();
  // The integer itself, or the place in otherNames.
  private long[] names = new long[16];
  private boolean[] isOther = new boolean[16];
  private int size;

  Elements() {
    Arrays.fill(numbers, -1);
  }

  /** The number of a value, new or known. */
  int number(Value value) {
    int known = find(value);
    if (known >= 0) {
      return known;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      isOther = Arrays.copyOf(isOther, size * 2);
    }
    if (value instanceof Int integer) {
      names[size] = integer.value();
      put(integer.value(), size);
    } else {
      names[size] = otherNames.size();
      isOther[size] = true;
      otherNames.add(value);
      others.put(value, size);
    }
    return size++;
  }

  /** The number of a value, or -1. */
  int find(Value value) {
    if (value instanceof Int integer) {
      int slot = slot(integer.value(), keys.length);
      while (numbers[slot] >= 0) {
        if (keys[slot] == integer.value()) {
          return numbers[slot];
        }
        slot = (slot + 1) & (keys.length - 1);
      }
      return -1;
    }
    return others.getOrDefault(value, -1);
  }

  /** The value with a number. */
  Value name(int number) {
    return isOther[number] ? otherNames.get((int) names[number]) : new Int(names[number]);
  }

  /** How many values there are. */
  int size() {
    return size;
  }

  private void put(long key, int number) {
    if (++integers * 2 > keys.length) {
      long[] oldKeys = keys;
      int[] oldNumbers = numbers;
      keys = new long[oldKeys.length * 2];
      numbers = new int[oldKeys.length * 2];
      Arrays.fill(numbers, -1);
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldNumbers[i] >= 0) {
          place(oldKeys[i], oldNumbers[i]);
        }
      }
    }
    place(key, number);
  }

  private void place(long key, int number) {
    int slot = slot(key, keys.length);
    while (numbers[slot] >= 0) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    numbers[slot] = number;
  }

  private static int slot(long key, int length) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (length - 1);
  }
}

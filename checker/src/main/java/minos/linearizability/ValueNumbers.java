package minos.linearizability;

import java.util.Arrays;

/**
 * Numbers the ids of values densely from 1; 0 is left for {@link RegisterCalls#UNOBSERVED}. Not
 * thread-safe.
 */
final class ValueNumbers {
  private int[] values;
  private int[] table;
  private int size = 1;

  ValueNumbers(int expected) {
    values = new int[Math.max(8, Math.min(expected, 1 << 16))];
    table = new int[Integer.highestOneBit(values.length) * 4];
  }

  int number(int value) {
    int slot = slot(value);
    while (table[slot] != 0) {
      if (values[table[slot]] == value) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = value;
    table[slot] = size;
    if (size * 2 > table.length) {
      table = new int[table.length * 2];
      for (int number = 1; number <= size; number++) {
        int at = slot(values[number]);
        while (table[at] != 0) {
          at = (at + 1) & (table.length - 1);
        }
        table[at] = number;
      }
    }
    return size++;
  }

  /** One more than how many values there are. */
  int size() {
    return size;
  }

  /** The value of each number. */
  int[] values() {
    return Arrays.copyOf(values, size);
  }

  private int slot(int value) {
    int hash = value * 0x9E3779B9;
    return (hash ^ hash >>> 15) & (table.length - 1);
  }
}

package minos.linearizability;

import java.util.Arrays;
import minos.history.Dictionary;

/**
 * Numbers the ids of values densely from 1, in the order in which they are met; 0 is left for
 * {@link RegisterCalls#UNOBSERVED}. Not thread-safe.
 *
 * <p>Ids that lie close together, as those of a history of one register do, index a table
 * themselves: operations that are near each other in the history then touch memory that is near,
 * where a hash table would leave the caches at each. Others are hashed.
 */
final class ValueNumbers {
  /** The table of ids that lie close together is at most so much larger than their number. */
  private static final int SPARSEST = 4;

  private final boolean close;
  private final int least;
  private int[] values;
  private int[] table;
  private int size = 1;

  private ValueNumbers(int expected, int least, long span) {
    this.close = span <= (long) SPARSEST * Math.max(8, expected) && span < 1 << 30;
    this.least = least;
    values = new int[Math.max(8, Math.min(expected, 1 << 16))];
    table = new int[close ? (int) span + 1 : Integer.highestOneBit(values.length) * 4];
  }

  /**
   * For the ids of some operations.
   *
   * @param operations how many operations count
   * @param initial a further id
   * @param firsts an id for each operation
   * @param seconds another id for each operation, nil's where it has none; or empty
   */
  static ValueNumbers of(int operations, int initial, int[] firsts, int[] seconds) {
    // Integers are their own ids, far from nil's, which gets a place of its own.
    int least = initial == Dictionary.NIL ? Integer.MAX_VALUE : initial;
    int greatest = initial == Dictionary.NIL ? Integer.MIN_VALUE : initial;
    for (int[] ids : new int[][] {firsts, seconds}) {
      for (int i = 0; i < Math.min(operations, ids.length); i++) {
        if (ids[i] != Dictionary.NIL) {
          least = Math.min(least, ids[i]);
          greatest = Math.max(greatest, ids[i]);
        }
      }
    }
    return new ValueNumbers(operations, least, Math.max(0, (long) greatest - least + 1));
  }

  int number(int value) {
    int slot = slot(value);
    while (table[slot] != 0) {
      if (close || values[table[slot]] == value) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = value;
    table[slot] = size;
    if (!close && size * 2 > table.length) {
      grow();
    }
    return size++;
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int number = 1; number <= size; number++) {
      int at = slot(values[number]);
      while (table[at] != 0) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = number;
    }
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
    if (close) {
      return value == Dictionary.NIL ? 0 : value - least + 1;
    }
    int hash = value * 0x9E3779B9;
    return (hash ^ hash >>> 15) & (table.length - 1);
  }
}

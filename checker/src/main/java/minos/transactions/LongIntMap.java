package minos.transactions;

import java.util.Arrays;

/** Pairs of ints to ints, by open addressing; 12 to 24 bytes an entry. Not thread-safe. */
final class LongIntMap {
  /** What stands for no entry; not a value that may be stored. */
  static final int NONE = Integer.MIN_VALUE;

  private long[] keys;
  private int[] values;
  private int size;

  LongIntMap(int expected) {
    int capacity = Integer.highestOneBit(Math.max(16, expected + (expected >> 1))) << 1;
    keys = new long[capacity];
    values = new int[capacity];
    Arrays.fill(values, NONE);
  }

  int get(int high, int low) {
    return values[slot(key(high, low))];
  }

  /** Stores a value and returns the one before, or {@link #NONE}. */
  int put(int high, int low, int value) {
    long key = key(high, low);
    int slot = slot(key);
    int before = values[slot];
    keys[slot] = key;
    values[slot] = value;
    if (before == NONE && ++size * 3L > keys.length * 2L) {
      grow();
    }
    return before;
  }

  private static long key(int high, int low) {
    return ((long) high << 32) | (low & 0xffffffffL);
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (keys.length - 1);
    while (values[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new int[2 * oldKeys.length];
    Arrays.fill(values, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}

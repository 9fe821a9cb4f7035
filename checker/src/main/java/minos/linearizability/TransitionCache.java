package minos.linearizability;

import java.util.Arrays;

/** Remembers steps by state and call: a hash table of longs to ints. Not thread-safe. */
final class TransitionCache {
  /** What {@link #get} answers for a step that is not remembered. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final long EMPTY = -1;

  private long[] keys = new long[64];
  private int[] steps = new int[64];
  private int size;

  TransitionCache() {
    Arrays.fill(keys, EMPTY);
  }

  int get(int state, int call) {
    long key = key(state, call);
    for (int slot = slot(key); keys[slot] != EMPTY; slot = (slot + 1) & (keys.length - 1)) {
      if (keys[slot] == key) {
        return steps[slot];
      }
    }
    return UNKNOWN;
  }

  void put(int state, int call, int step) {
    if (++size * 2 > keys.length) {
      long[] oldKeys = keys;
      int[] oldSteps = steps;
      keys = new long[oldKeys.length * 2];
      steps = new int[oldKeys.length * 2];
      Arrays.fill(keys, EMPTY);
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != EMPTY) {
          insert(oldKeys[i], oldSteps[i]);
        }
      }
    }
    insert(key(state, call), step);
  }

  long bytes() {
    return keys.length * 12L;
  }

  private void insert(long key, int step) {
    int slot = slot(key);
    while (keys[slot] != EMPTY) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    steps[slot] = step;
  }

  private static long key(int state, int call) {
    return (long) state << 32 | call;
  }

  private int slot(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    return (int) (hash ^ hash >>> 32) & (keys.length - 1);
  }
}

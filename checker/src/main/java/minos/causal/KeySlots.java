package minos.causal;

import java.util.Arrays;
import minos.register.RegisterHistory;

/**
 * The chains that write each key, as dense slots: a key's slots are consecutive, one for each chain
 * that writes it. At most one a write, so tables over slots are small where keys are many.
 */
final class KeySlots {
  private final int[] start;
  private final int[] chain;
  private final int[] slotOf;

  KeySlots(RegisterHistory history) {
    int keys = history.keyCount();
    int[] stamp = new int[keys];
    start = new int[keys + 1];
    Arrays.fill(stamp, -1);
    for (int c = 0; c < history.chains(); c++) {
      for (int node = history.start(c); node < history.end(c); node++) {
        if (history.isWrite(node) && stamp[history.key(node)] != c) {
          stamp[history.key(node)] = c;
          start[history.key(node) + 1]++;
        }
      }
    }
    for (int x = 0; x < keys; x++) {
      start[x + 1] += start[x];
    }
    chain = new int[start[keys]];
    slotOf = new int[history.size()];
    int[] next = start.clone();
    Arrays.fill(stamp, -1);
    for (int c = 0; c < history.chains(); c++) {
      for (int node = history.start(c); node < history.end(c); node++) {
        if (!history.isWrite(node)) {
          continue;
        }
        int x = history.key(node);
        if (stamp[x] != c) {
          stamp[x] = c;
          chain[next[x]++] = c;
        }
        slotOf[node] = next[x] - 1;
      }
    }
  }

  /** How many slots there are. */
  int size() {
    return chain.length;
  }

  /** The first slot of a key. */
  int start(int key) {
    return start[key];
  }

  /** One more than the last slot of a key. */
  int end(int key) {
    return start[key + 1];
  }

  /** The chain of a slot. */
  int chain(int slot) {
    return chain[slot];
  }

  /** The slot of a write. */
  int of(int write) {
    return slotOf[write];
  }
}

package minos.causal;

import java.util.Arrays;
import minos.register.RegisterHistory;

/** The writes of each slot, in the order of its chain. */
final class SlotWrites {
  private final int[] start;
  private final int[] writes;

  SlotWrites(RegisterHistory history, KeySlots slots) {
    start = new int[slots.size() + 1];
    for (int node = 0; node < history.size(); node++) {
      if (history.isWrite(node)) {
        start[slots.of(node) + 1]++;
      }
    }
    for (int slot = 0; slot < slots.size(); slot++) {
      start[slot + 1] += start[slot];
    }
    writes = new int[start[slots.size()]];
    int[] next = start.clone();
    for (int node = 0; node < history.size(); node++) {
      if (history.isWrite(node)) {
        writes[next[slots.of(node)]++] = node;
      }
    }
  }

  /** The last write of a slot before a node of its chain; -1 if there is none. */
  int last(int slot, int before) {
    int at = Arrays.binarySearch(writes, start[slot], start[slot + 1], before);
    int rank = at >= 0 ? at - 1 : -at - 2;
    return rank < start[slot] ? -1 : writes[rank];
  }

  /** The first place of a slot. */
  int start(int slot) {
    return start[slot];
  }

  /** One more than the last place of a slot. */
  int end(int slot) {
    return start[slot + 1];
  }

  /** The write at a place. */
  int at(int place) {
    return writes[place];
  }

  /** The first write of a slot. */
  int first(int slot) {
    return writes[start[slot]];
  }
}

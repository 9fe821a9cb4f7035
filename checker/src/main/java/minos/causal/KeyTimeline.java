package minos.causal;

import minos.register.RegisterHistory;

/**
 * The writes in the order of their invocations: of each key, and which of all each is. What is near
 * in time is near in memory. Immutable.
 */
final class KeyTimeline {
  private final int[] start;
  private final int[] writes;
  private final int[] invoked;
  private final int[] number;
  private final int[] placeOf;

  KeyTimeline(RegisterHistory history) {
    start = new int[history.keyCount() + 1];
    placeOf = new int[history.size()];
    for (int node = 0; node < placeOf.length; node++) {
      start[history.key(node) + 1] += history.isWrite(node) ? 1 : 0;
    }
    for (int key = 1; key < start.length; key++) {
      start[key] += start[key - 1];
    }
    writes = new int[start[start.length - 1]];
    invoked = new int[writes.length];
    number = new int[writes.length];
    int[] next = start.clone();
    int count = 0;
    for (int node : history.inHistoryOrder()) {
      if (history.isWrite(node)) {
        int place = next[history.key(node)]++;
        placeOf[node] = place;
        writes[place] = node;
        invoked[place] = history.invoked(node);
        number[place] = count++;
      }
    }
  }

  /** How many writes there are. */
  int size() {
    return writes.length;
  }

  /** The first place of a key's writes. */
  int start(int key) {
    return start[key];
  }

  /** One more than the last place of a key's writes. */
  int end(int key) {
    return start[key + 1];
  }

  /** The place of a write. */
  int place(int write) {
    return placeOf[write];
  }

  /** The write at a place. */
  int write(int place) {
    return writes[place];
  }

  /** The position at which the write at a place was invoked. */
  int invoked(int place) {
    return invoked[place];
  }

  /** How many writes, of any key, were invoked before the one at a place. */
  int number(int place) {
    return number[place];
  }
}

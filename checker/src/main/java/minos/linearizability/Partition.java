package minos.linearizability;

import java.util.Arrays;
import minos.history.History;

/** The operations of a history by key, in the order of the history: a counting sort. Immutable. */
final class Partition {
  private final int[] ordinals;
  private final int[] starts;

  Partition(History history) {
    int keys = Math.max(1, history.keyCount());
    boolean keyless = false;
    for (int i = 0; i < history.size() && !keyless; i++) {
      keyless = history.key(i) < 0;
    }
    int parts = history.keyCount() > 0 && keyless ? keys + 1 : keys;
    starts = new int[parts + 1];
    for (int i = 0; i < history.size(); i++) {
      starts[part(history, i, parts) + 1]++;
    }
    for (int part = 0; part < parts; part++) {
      starts[part + 1] += starts[part];
    }
    ordinals = new int[history.size()];
    int[] at = starts.clone();
    for (int i = 0; i < history.size(); i++) {
      ordinals[at[part(history, i, parts)]++] = i;
    }
  }

  /** Operations without a key in a history with keys are a part of their own, the last. */
  private static int part(History history, int operation, int parts) {
    int key = history.key(operation);
    return key < 0 ? parts - 1 : key;
  }

  /** How many parts there are. */
  int size() {
    return starts.length - 1;
  }

  /** The places in the history of the operations of one part; not to be changed. */
  int[] part(int part) {
    return size() == 1 ? ordinals : Arrays.copyOfRange(ordinals, starts[part], starts[part + 1]);
  }

  /** How many operations a part has. */
  int size(int part) {
    return starts[part + 1] - starts[part];
  }
}

package minos.causal;

import java.util.Arrays;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;

/** For each write, and the initial value of each key, the last read of it in each chain. */
final class LastReaders {
  private final RegisterHistory history;
  private final int[] start;
  private final int[] readers;

  LastReaders(RegisterHistory history) {
    this.history = history;
    int names = history.size() + history.keyCount();
    start = new int[names + 1];
    int[] stamp = new int[names];
    Arrays.fill(stamp, -1);

    for (int c = 0; c < history.chains(); c++) {
      for (int node = history.end(c) - 1; node >= history.start(c); node--) {
        if (!history.isWrite(node) && stamp[name(node)] != c) {
          stamp[name(node)] = c;
          start[name(node) + 1]++;
        }
      }
    }
    for (int i = 0; i < names; i++) {
      start[i + 1] += start[i];
    }
    readers = new int[start[names]];
    int[] next = start.clone();
    Arrays.fill(stamp, -1);
    for (int c = 0; c < history.chains(); c++) {
      for (int node = history.end(c) - 1; node >= history.start(c); node--) {
        if (!history.isWrite(node) && stamp[name(node)] != c) {
          stamp[name(node)] = c;
          readers[next[name(node)]++] = node;
        }
      }
    }
  }

  private int name(int read) {
    int source = history.source(read);
    return source == ReadsFrom.INITIAL ? initial(history.key(read)) : source;
  }

  /** The name of a key's initial value. */
  int initial(int key) {
    return history.size() + key;
  }

  /** The first place among the readers of a write, or of an {@link #initial} value. */
  int start(int name) {
    return start[name];
  }

  /** One more than the last place. */
  int end(int name) {
    return start[name + 1];
  }

  /** The reader at a place. */
  int at(int place) {
    return readers[place];
  }
}

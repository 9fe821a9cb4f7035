package minos.staleness;

import java.util.Arrays;
import minos.history.History;
import minos.register.Accesses;

/** The writes of each key in the order in which they began. */
final class KeyedWrites {
  private final Accesses accesses;
  private final int[] start;
  private final int[] write;
  private final int[] begin;

  /** For each place the write that ended first among those from there on of its key. */
  private final int[] endsFirst;

  private KeyedWrites(Accesses accesses) {
    this.accesses = accesses;
    History history = accesses.history();
    start = new int[accesses.keyCount() + 1];
    int[] byBegin = new int[history.eventCount() + 1];
    Arrays.fill(byBegin, -1);
    for (int i = 0; i < accesses.size(); i++) {
      if (accesses.isWrite(i)) {
        start[accesses.key(i) + 1]++;
        byBegin[invoked(i)] = i;
      }
    }
    for (int x = 0; x < accesses.keyCount(); x++) {
      start[x + 1] += start[x];
    }
    write = new int[start[accesses.keyCount()]];
    begin = new int[write.length];
    endsFirst = new int[write.length];
    int[] next = start.clone();
    for (int i : byBegin) {
      if (i >= 0) {
        int place = next[accesses.key(i)]++;
        write[place] = i;
        begin[place] = invoked(i);
      }
    }
    for (int x = 0; x < accesses.keyCount(); x++) {
      for (int place = start[x + 1] - 1; place >= start[x]; place--) {
        boolean last = place == start[x + 1] - 1;
        int later = last ? write[place] : endsFirst[place + 1];
        endsFirst[place] = completed(write[place]) <= completed(later) ? write[place] : later;
      }
    }
  }

  static KeyedWrites of(Accesses accesses) {
    return new KeyedWrites(accesses);
  }

  private int invoked(int i) {
    return accesses.history().invoked(accesses.operation(i));
  }

  private int completed(int i) {
    return accesses.history().completed(accesses.operation(i));
  }

  /** The first place of a key whose write began after a position. */
  private int after(int key, int position) {
    int at = Arrays.binarySearch(begin, start[key], start[key + 1], position);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /**
   * Of the writes of a read's key that began after a position the one that ended first, if it ended
   * before the read began; else -1.
   */
  int firstEnded(int read, int position) {
    int key = accesses.key(read);
    int place = after(key, position);
    if (place >= start[key + 1] || completed(endsFirst[place]) >= invoked(read)) {
      return -1;
    }
    return endsFirst[place];
  }

  /** For each read the number of writes between what it returned and it. */
  void countNewer(Ages ages, int[] count) {
    History history = accesses.history();
    int[] readAt = new int[history.eventCount() + 1];
    int[] writeAt = new int[history.eventCount() + 1];
    Arrays.fill(readAt, -1);
    Arrays.fill(writeAt, -1);
    for (int i = 0; i < accesses.size(); i++) {
      if (!accesses.isWrite(i)) {
        readAt[invoked(i)] = i;
      } else if (completed(i) != History.NEVER) {
        writeAt[completed(i)] = i;
      }
    }
    int[] tree = new int[write.length + 1];
    for (int position = 0; position < readAt.length; position++) {
      int ended = writeAt[position];
      if (ended >= 0) {
        int place =
            Arrays.binarySearch(
                begin, start[accesses.key(ended)], start[accesses.key(ended) + 1], invoked(ended));
        for (int node = place + 1; node < tree.length; node += node & -node) {
          tree[node]++;
        }
      }
      int read = readAt[position];
      if (read >= 0 && ages.source(read) != Ages.NOBODY) {
        int key = accesses.key(read);
        count[read] = sum(tree, start[key + 1]) - sum(tree, after(key, ages.end(read)));
      }
    }
  }

  private static int sum(int[] tree, int places) {
    int sum = 0;
    for (int node = places; node > 0; node -= node & -node) {
      sum += tree[node];
    }
    return sum;
  }
}

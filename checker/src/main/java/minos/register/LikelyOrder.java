package minos.register;

import java.util.Arrays;

/**
 * When each write likely took effect: a guess that tells a search what to try first.
 *
 * <p>A write and the reads that saw it finish first at f and start last at s. If f is before s (a
 * forward zone), the write took effect by f. Otherwise all of them overlap from s to f, and the
 * write took effect somewhere there: at f, unless that is inside a forward zone of the key, then at
 * s. If the history is linearizable, the order of these points is an order of its writes [1].
 *
 * <ol>
 *   <li>P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 26(4), 1997, section 4.
 * </ol>
 */
public final class LikelyOrder {
  private final int[] point;

  /** The guess for a history. Takes O(n log n). */
  public LikelyOrder(RegisterHistory history) {
    int size = history.size();
    int[] first = new int[size];
    int[] last = new int[size];
    for (int node = 0; node < size; node++) {
      first[node] = history.completed(node);
      last[node] = history.invoked(node);
    }
    for (int node = 0; node < size; node++) {
      int source = history.isWrite(node) ? ReadsFrom.INITIAL : history.source(node);
      if (source >= 0) {
        first[source] = Math.min(first[source], history.completed(node));
        last[source] = Math.max(last[source], history.invoked(node));
      }
    }
    point = first.clone();
    int[] start = new int[history.keyCount() + 1];
    for (int node = 0; node < size; node++) {
      if (history.isWrite(node) && first[node] < last[node]) {
        start[history.key(node) + 1]++;
      }
    }
    for (int x = 0; x < history.keyCount(); x++) {
      start[x + 1] += start[x];
    }
    long[] zones = new long[start[history.keyCount()]];
    int[] next = start.clone();
    for (int node = 0; node < size; node++) {
      if (history.isWrite(node) && first[node] < last[node]) {
        zones[next[history.key(node)]++] = ((long) first[node] << 32) | last[node];
      }
    }
    for (int x = 0; x < history.keyCount(); x++) {
      Arrays.sort(zones, start[x], start[x + 1]);
    }
    for (int node = 0; node < size; node++) {
      int key = history.key(node);
      if (history.isWrite(node)
          && first[node] > last[node]
          && inside(zones, start[key], start[key + 1], first[node])) {
        point[node] = last[node];
      }
    }
  }

  private static boolean inside(long[] zones, int from, int to, int position) {
    int at = Arrays.binarySearch(zones, from, to, (long) position << 32);
    int before = at >= 0 ? at : -at - 2;
    return before >= from && (int) zones[before] > position;
  }

  /** A position in the history for a write; writes with smaller ones are tried first. */
  public int point(int write) {
    return point[write];
  }
}

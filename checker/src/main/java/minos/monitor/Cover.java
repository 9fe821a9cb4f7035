package minos.monitor;

/**
 * Counts how many stays cover each place, and finds the first place that none covers: a segment
 * tree with additions to ranges, O(log n) each.
 */
final class Cover {
  private static final int GONE = 1 << 29;

  private final int leaves;
  // The least count below a node, without the additions to nodes above it.
  private final int[] least;
  private final int[] added;

  Cover(int size) {
    leaves = Integer.highestOneBit(Math.max(1, size)) << 1;
    least = new int[2 * leaves];
    added = new int[2 * leaves];
  }

  /** Adds to the counts from {@code low} to {@code high}; the range may be empty. */
  void add(int low, int high, int number) {
    if (low <= high) {
      add(1, 0, leaves - 1, low, high, number);
    }
  }

  /** Takes a place away, so that it is never found. */
  void clear(int place) {
    add(place, place, GONE);
  }

  private void add(int node, int from, int to, int low, int high, int number) {
    if (low <= from && to <= high) {
      least[node] += number;
      added[node] += number;
      return;
    }
    int middle = (from + to) >>> 1;
    if (low <= middle) {
      add(2 * node, from, middle, low, high, number);
    }
    if (high > middle) {
      add(2 * node + 1, middle + 1, to, low, high, number);
    }
    least[node] = Math.min(least[2 * node], least[2 * node + 1]) + added[node];
  }

  /** The first place from {@code low} to {@code high} that nothing covers, or -1. */
  int firstUncovered(int low, int high) {
    return low > high ? -1 : first(1, 0, leaves - 1, low, high, 0);
  }

  private int first(int node, int from, int to, int low, int high, int above) {
    if (to < low || high < from || least[node] + above > 0) {
      return -1;
    } else if (from == to) {
      return from;
    }
    int middle = (from + to) >>> 1;
    int left = first(2 * node, from, middle, low, high, above + added[node]);
    return left >= 0 ? left : first(2 * node + 1, middle + 1, to, low, high, above + added[node]);
  }
}

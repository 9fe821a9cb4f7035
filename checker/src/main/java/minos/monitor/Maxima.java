package minos.monitor;

import java.util.Arrays;

/** An array of ints with the place of the greatest in a range: a segment tree, O(log n) each. */
final class Maxima {
  /** What a place holds that has no number. */
  static final int NONE = Integer.MIN_VALUE;

  private final int leaves;
  private final int[] tree;

  Maxima(int size) {
    leaves = Integer.highestOneBit(Math.max(1, size)) << 1;
    tree = new int[2 * leaves];
    Arrays.fill(tree, NONE);
  }

  int get(int place) {
    return tree[leaves + place];
  }

  void clear(int place) {
    set(place, NONE);
  }

  void set(int place, int number) {
    int node = leaves + place;
    tree[node] = number;
    for (node >>= 1; node > 0; node >>= 1) {
      tree[node] = Math.max(tree[2 * node], tree[2 * node + 1]);
    }
  }

  /** The place of the greatest number from {@code low} to {@code high}; -1 if there is none. */
  int best(int low, int high) {
    int best = 0;
    int a = leaves + low;
    int b = leaves + high + 1;
    while (a < b) {
      if ((a & 1) == 1) {
        best = tree[a] > tree[best] ? a : best;
        a++;
      }
      if ((b & 1) == 1) {
        b--;
        best = tree[b] > tree[best] ? b : best;
      }
      a >>= 1;
      b >>= 1;
    }
    if (best == 0) {
      return -1;
    }
    while (best < leaves) {
      best = tree[2 * best] == tree[best] ? 2 * best : 2 * best + 1;
    }
    return best - leaves;
  }
}

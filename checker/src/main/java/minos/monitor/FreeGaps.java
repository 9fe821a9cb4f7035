package minos.monitor;

/**
 * Gaps of time, some of which are taken, never to be given back; finds the next and the previous
 * free one. Two union-find forests with path halving, nearly constant each.
 */
final class FreeGaps {
  private final int[] next;
  // Shifted by one, so that the gap before the first has a place.
  private final int[] previous;

  /** All free, from 0; asking for the next beyond the last answers the size. */
  FreeGaps(int size) {
    next = new int[size + 1];
    previous = new int[size + 2];
    for (int i = 0; i <= size; i++) {
      next[i] = i;
      previous[i + 1] = i + 1;
    }
  }

  /** Takes the gaps from {@code low} to {@code high}; the range may be empty or go beyond. */
  void take(int low, int high) {
    for (int gap = next(low); gap <= high && gap < next.length - 1; gap = next(gap)) {
      next[gap] = gap + 1;
      previous[gap + 1] = gap;
    }
  }

  /** The first free gap from this one on. */
  int next(int gap) {
    int at = gap;
    while (next[at] != at) {
      next[at] = next[next[at]];
      at = next[at];
    }
    return at;
  }

  /** The last free gap up to this one; -1 if there is none. */
  int previous(int gap) {
    int at = gap + 1;
    while (previous[at] != at) {
      previous[at] = previous[previous[at]];
      at = previous[at];
    }
    return at - 1;
  }
}

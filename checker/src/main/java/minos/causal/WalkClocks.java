package minos.causal;

import minos.register.RegisterHistory;

/**
 * Clocks of the nodes that a walk visits: how many nodes of each chain are before a node, or are
 * it, by the order of each chain, by what joins and sources say, and by further precedences.
 *
 * <p>A clock is joined with another only if it does not know its node yet, which it mostly does: k
 * steps at worst, where k is the number of chains. One use, for one walk.
 */
final class WalkClocks {
  private final RegisterHistory history;
  private final int[][] kept;
  private final int[][] current;

  /**
   * Of no node yet.
   *
   * @param kept takes the clock of each node; empty for nodes that are before others by their chain
   *     alone
   */
  WalkClocks(RegisterHistory history, int[][] kept) {
    this.history = history;
    this.kept = kept;
    current = new int[history.chains()][history.chains()];
  }

  /** What the clocks of a walk take, beside those that are kept. */
  static long bytes(RegisterHistory history) {
    return history.chains() * (4L * history.chains() + 24);
  }

  /**
   * Goes on to the next node of a chain.
   *
   * @param source a node before it; negative if there is none
   * @param row more nodes before it, or -1
   * @return its clock, until the next node of its chain
   */
  int[] visit(int node, int source, int[] row) {
    int chain = history.chain(node);
    int[] clock = current[chain];
    clock[chain] = history.rank(node) + 1;
    for (int other : history.before(node)) {
      join(clock, other);
    }
    if (source >= 0) {
      join(clock, source);
    }
    for (int other : row) {
      if (other >= 0) {
        join(clock, other);
      }
    }
    if (kept[node].length > 0) {
      System.arraycopy(clock, 0, kept[node], 0, clock.length);
    }
    return clock;
  }

  private void join(int[] clock, int node) {
    if (clock[history.chain(node)] <= history.rank(node)) {
      int[] other = kept[node];
      for (int i = 0; i < clock.length; i++) {
        clock[i] = Math.max(clock[i], other[i]);
      }
    }
  }
}

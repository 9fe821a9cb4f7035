package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Visits the nodes of all chains in an order that respects the chains and further precedences, or
 * finds that there is none.
 *
 * <p>A chain whose next node waits for another chain's node sleeps until that one has been visited.
 * So every node is asked once for each precedence that held it up: the walk is linear in nodes and
 * precedences. When all chains sleep there is a cycle: {@link #stuck} follows it.
 *
 * <p>Not thread-safe; one use.
 */
final class ChainWalk {
  private static final int POLL = 1 << 12;

  /** What must come before what, and what to do. */
  interface Rule {
    /**
     * A node that must be visited before this one and has not been; -1 if there is none.
     *
     * @param from what {@link #resume} said when this node was last held up; 0 at first
     */
    int blocker(int node, int from, ChainWalk walk);

    /** Where to go on asking after the last blocker was visited; by default from the start. */
    default int resume() {
      return 0;
    }

    /** Visits a node. */
    void visit(int node);
  }

  private final RegisterHistory history;
  private final int[] next;
  private final int[] end;
  private final int[] waitsFor;
  private final int[] nextWaiter;
  private final int[] firstWaiter;
  private final int[] resume;
  private @Nullable Cause stopped;

  /** A walk over all the nodes. */
  ChainWalk(RegisterHistory history) {
    this(history, ends(history));
  }

  /**
   * A walk over a part of each chain.
   *
   * @param end one more than the last node to visit of each chain
   */
  ChainWalk(RegisterHistory history, int[] end) {
    int chains = history.chains();
    this.history = history;
    this.end = end;
    next = new int[chains];
    for (int c = 0; c < chains; c++) {
      next[c] = history.start(c);
    }
    waitsFor = new int[chains];
    nextWaiter = new int[chains];
    firstWaiter = new int[chains];
    resume = new int[chains];
    Arrays.fill(waitsFor, -1);
    Arrays.fill(firstWaiter, -1);
  }

  private static int[] ends(RegisterHistory history) {
    int[] ends = new int[history.chains()];
    for (int c = 0; c < ends.length; c++) {
      ends[c] = history.end(c);
    }
    return ends;
  }

  /** Whether a node has been visited. */
  boolean visited(int node) {
    return visited(node, history.chain(node));
  }

  /** Whether a node of a chain has been visited, for those who know its chain. */
  boolean visited(int node, int chain) {
    return node < next[chain];
  }

  /** The first place of a row, from one on, with a node that was not visited; -1 if none is. */
  int unvisited(int[] row, int from) {
    for (int i = from; i < row.length; i++) {
      if (row[i] >= 0 && !visited(row[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Why the walk stopped early; null if it did not. */
  @Nullable Cause stopped() {
    return stopped;
  }

  /** Walks; answers whether every node was visited. */
  boolean run(Rule rule, Budget budget) {
    int chains = next.length;
    int[] ready = new int[chains];
    int count = 0;
    int poll = 0;
    for (int c = chains - 1; c >= 0; c--) {
      ready[count++] = c;
    }
    long open = 0;
    for (int c = 0; c < chains; c++) {
      open += end[c] - next[c];
    }
    while (count > 0) {
      int chain = ready[--count];
      while (next[chain] < end[chain]) {
        if (++poll % POLL == 0) {
          stopped = budget.exhausted();
          if (stopped != null) {
            return false;
          }
        }
        int node = next[chain];
        int blocker = rule.blocker(node, resume[chain], this);
        if (blocker >= 0) {
          resume[chain] = rule.resume();
          sleep(chain, blocker);
          break;
        }
        resume[chain] = 0;
        rule.visit(node);
        next[chain]++;
        open--;
        if (firstWaiter[chain] >= 0) {
          count = wake(chain, node, ready, count);
        }
      }
    }
    return open == 0;
  }

  private void sleep(int chain, int blocker) {
    int of = history.chain(blocker);
    waitsFor[chain] = blocker;
    nextWaiter[chain] = firstWaiter[of];
    firstWaiter[of] = chain;
  }

  private int wake(int chain, int visited, int[] ready, int count) {
    int kept = -1;
    int woken = count;
    for (int waiter = firstWaiter[chain]; waiter >= 0; ) {
      int after = nextWaiter[waiter];
      if (waitsFor[waiter] <= visited) {
        waitsFor[waiter] = -1;
        ready[woken++] = waiter;
      } else {
        nextWaiter[waiter] = kept;
        kept = waiter;
      }
      waiter = after;
    }
    firstWaiter[chain] = kept;
    return woken;
  }

  /**
   * After a walk that could not visit every node: nodes x1, b1, x2, b2, ... where each x can't be
   * visited before the b that follows it, and each b is, or comes in its chain after, the x that
   * follows it; the last b so with the first x.
   */
  int[] stuck() {
    int chains = next.length;
    int[] seenAt = new int[chains];
    Arrays.fill(seenAt, -1);
    int[] path = new int[chains];
    int length = 0;
    int chain = 0;
    while (next[chain] >= end[chain] || waitsFor[chain] < 0) {
      chain++;
    }
    while (seenAt[chain] < 0) {
      seenAt[chain] = length;
      path[length++] = chain;
      chain = history.chain(waitsFor[chain]);
    }
    int from = seenAt[chain];
    int[] cycle = new int[2 * (length - from)];
    for (int i = from; i < length; i++) {
      cycle[2 * (i - from)] = next[path[i]];
      cycle[2 * (i - from) + 1] = waitsFor[path[i]];
    }
    return cycle;
  }
}

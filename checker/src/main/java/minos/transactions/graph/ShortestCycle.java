package minos.transactions.graph;

import java.util.Arrays;
import java.util.function.IntPredicate;
import minos.check.Budget;
import org.jspecify.annotations.Nullable;

/**
 * The shortest cycle of a graph, in which edges of one sort may be used at most once and edges of
 * another sort don't count.
 *
 * <p>The idea: only nodes of one strongly connected component share a cycle, so a breadth-first
 * search from each node of each component, kept inside it and cut off at the best length so far,
 * finds the shortest. With a sort that may be used once, the search runs on pairs of a node and
 * whether it was used.
 *
 * <p>Cost: nodes times edges of the components at worst. After a bounded number of steps the best
 * so far is returned, which is then short but perhaps not the shortest.
 */
public final class ShortestCycle {
  private static final long STEPS = 30_000_000;

  private final Digraph graph;
  private final Components components;
  private final IntPredicate once;
  private final IntPredicate free;
  private final int[] stamp;
  private final int[] distance;
  private final int[] parentEdge;
  private final IntList now = new IntList();
  private final IntList later = new IntList();
  private final long limit;
  private long steps;
  private int bestLength = Integer.MAX_VALUE;
  private int @Nullable [] best;

  private ShortestCycle(
      Digraph graph, Components components, IntPredicate once, IntPredicate free, long limit) {
    this.graph = graph;
    this.components = components;
    this.once = once;
    this.free = free;
    this.limit = limit;
    stamp = new int[2 * graph.nodes()];
    distance = new int[stamp.length];
    parentEdge = new int[stamp.length];
    Arrays.fill(stamp, -1);
  }

  /**
   * Finds one where every edge counts and may be used.
   *
   * @return its edges in order, or null if there is none, or the budget ended before one was found
   */
  public static int @Nullable [] of(Digraph graph, Budget budget) {
    return of(graph, edge -> false, edge -> false, budget);
  }

  /**
   * Finds it.
   *
   * @param once the edges of which a cycle may have one
   * @param free the edges that don't count; there is no cycle of them alone
   * @return its edges in order, or null if there is none, or none was found in time
   */
  public static int @Nullable [] of(
      Digraph graph, IntPredicate once, IntPredicate free, Budget budget) {
    Components components = new Components(graph);
    if (components.acyclic()) {
      return null;
    }
    ShortestCycle search = new ShortestCycle(graph, components, once, free, STEPS);
    search.run(budget);
    return search.best;
  }

  private void run(Budget budget) {
    int[] sizes = new int[components.count()];
    for (int v = 0; v < graph.nodes(); v++) {
      sizes[components.of(v)]++;
    }
    for (int v = 0; v < graph.nodes(); v++) {
      if (sizes[components.of(v)] > 1 || loops(v)) {
        from(v);
        if (steps > limit || bestLength <= 2 || budget.exhausted() != null) {
          return;
        }
      }
    }
  }

  private boolean loops(int node) {
    for (int p = graph.first(node); p < graph.end(node); p++) {
      if (graph.target(p) == node) {
        return true;
      }
    }
    return false;
  }

  /** Looks for a shorter cycle through a node, level by level. */
  private void from(int start) {
    now.truncate(0);
    later.truncate(0);
    stamp[2 * start] = start;
    distance[2 * start] = 0;
    now.add(2 * start);
    for (int length = 0; now.size() > 0 && length < bestLength; length++) {
      for (int head = 0; head < now.size(); head++) {
        int state = now.get(head);
        if (distance[state] == length && !expand(state, start, length)) {
          return;
        }
      }
      now.truncate(0);
      for (int i = 0; i < later.size(); i++) {
        now.add(later.get(i));
      }
      later.truncate(0);
    }
  }

  /** Follows the edges of a state; false to stop. */
  private boolean expand(int state, int start, int length) {
    int node = state >> 1;
    boolean used = (state & 1) != 0;
    for (int p = graph.first(node); p < graph.end(node); p++) {
      int edge = graph.edge(p);
      int next = graph.target(p);
      if (components.of(next) != components.of(start)) {
        continue;
      }
      if (++steps > limit && best != null) {
        return false;
      }
      boolean single = once.test(edge);
      if (single && used) {
        continue;
      }
      int reached = length + (free.test(edge) ? 0 : 1);
      if (next == start) {
        if (reached < bestLength) {
          bestLength = reached;
          best = path(state, start, edge);
        }
        continue;
      }
      int following = 2 * next + (used || single ? 1 : 0);
      if (stamp[following] != start || distance[following] > reached) {
        stamp[following] = start;
        distance[following] = reached;
        parentEdge[following] = edge;
        (reached == length ? now : later).add(following);
      }
    }
    return true;
  }

  private int[] path(int last, int start, int closing) {
    IntList back = new IntList();
    back.add(closing);
    int state = last;
    while (state != 2 * start) {
      int edge = parentEdge[state];
      back.add(edge);
      boolean used = (state & 1) != 0 && !once.test(edge);
      state = 2 * graph.edges().from(edge) + (used ? 1 : 0);
    }
    int[] path = back.toArray();
    for (int i = 0, j = path.length - 1; i < j; i++, j--) {
      int swap = path[i];
      path[i] = path[j];
      path[j] = swap;
    }
    return path;
  }
}

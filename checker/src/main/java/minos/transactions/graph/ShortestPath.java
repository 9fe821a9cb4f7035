package minos.transactions.graph;

import java.util.Arrays;

/** A shortest way from one node of a graph to another, by breadth-first search; linear. */
public final class ShortestPath {
  private static final int UNSEEN = -1;

  private ShortestPath() {}

  /**
   * Finds it.
   *
   * @return its edges in order; empty from a node to itself
   * @throws IllegalArgumentException if there is no way
   */
  public static int[] of(Digraph graph, int from, int to) {
    int[] parent = new int[graph.nodes()];
    Arrays.fill(parent, UNSEEN);
    IntList queue = new IntList();
    queue.add(from);
    for (int head = 0; head < queue.size() && from != to && parent[to] == UNSEEN; head++) {
      int node = queue.get(head);
      for (int p = graph.first(node); p < graph.end(node); p++) {
        int next = graph.target(p);
        if (next != from && parent[next] == UNSEEN) {
          parent[next] = graph.edge(p);
          queue.add(next);
        }
      }
    }
    IntList back = new IntList();
    for (int node = to; node != from; node = graph.edges().from(parent[node])) {
      if (parent[node] == UNSEEN) {
        throw new IllegalArgumentException("there is no way from " + from + " to " + to);
      }
      back.add(parent[node]);
    }
    int[] path = new int[back.size()];
    for (int i = 0; i < path.length; i++) {
      path[i] = back.get(path.length - 1 - i);
    }
    return path;
  }
}

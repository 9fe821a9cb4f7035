package minos.transactions.graph;

import java.util.function.IntPredicate;

/**
 * Edges by the node that they leave, in two arrays. Immutable as long as its {@link Edges} are.
 * Building it is linear.
 */
public final class Digraph {
  private final Edges edges;
  private final int[] start;
  private final int[] leaving;

  /** The graph of all edges. */
  public Digraph(int nodes, Edges edges) {
    this(nodes, edges, edge -> true);
  }

  /** The graph of those edges that a filter keeps. */
  public Digraph(int nodes, Edges edges, IntPredicate keep) {
    this.edges = edges;
    start = new int[nodes + 1];
    int kept = 0;
    for (int e = 0; e < edges.size(); e++) {
      if (keep.test(e)) {
        start[edges.from(e) + 1]++;
        kept++;
      }
    }
    for (int v = 0; v < nodes; v++) {
      start[v + 1] += start[v];
    }
    leaving = new int[kept];
    int[] next = start.clone();
    for (int e = 0; e < edges.size(); e++) {
      if (keep.test(e)) {
        leaving[next[edges.from(e)]++] = e;
      }
    }
  }

  /** How many nodes there are. */
  public int nodes() {
    return start.length - 1;
  }

  /** The edges. */
  public Edges edges() {
    return edges;
  }

  /** Position of the first edge that leaves a node. */
  public int first(int node) {
    return start[node];
  }

  /** Position after the last edge that leaves a node. */
  public int end(int node) {
    return start[node + 1];
  }

  /** The edge at a position. */
  public int edge(int position) {
    return leaving[position];
  }

  /** Where the edge at a position ends. */
  public int target(int position) {
    return edges.to(leaving[position]);
  }
}

package minos.transactions.graph;

import java.util.Arrays;

/**
 * Strongly connected components: the parts of a graph that cycles can lie in.
 *
 * <p>Tarjan's algorithm [1] with its own stack. Linear in nodes and edges.
 *
 * <p>[1] R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972.
 */
public final class Components {
  private static final int UNSEEN = -1;

  private final int[] component;
  private int count;
  private final Digraph graph;

  /** Finds them. */
  public Components(Digraph graph) {
    this.graph = graph;
    int nodes = graph.nodes();
    component = new int[nodes];
    Arrays.fill(component, UNSEEN);
    int[] number = new int[nodes];
    int[] low = new int[nodes];
    int[] position = new int[nodes];
    int[] path = new int[nodes];
    int[] open = new int[nodes];
    int openSize = 0;
    int clock = 0;
    for (int root = 0; root < nodes; root++) {
      if (number[root] != 0) {
        continue;
      }
      int depth = 0;
      path[0] = root;
      number[root] = ++clock;
      low[root] = clock;
      position[root] = graph.first(root);
      open[openSize++] = root;
      while (depth >= 0) {
        int node = path[depth];
        if (position[node] < graph.end(node)) {
          int next = graph.target(position[node]++);
          if (number[next] == 0) {
            number[next] = ++clock;
            low[next] = clock;
            position[next] = graph.first(next);
            open[openSize++] = next;
            path[++depth] = next;
          } else if (component[next] == UNSEEN) {
            low[node] = Math.min(low[node], number[next]);
          }
          continue;
        }
        if (low[node] == number[node]) {
          int member;
          do {
            member = open[--openSize];
            component[member] = count;
          } while (member != node);
          count++;
        }
        depth--;
        if (depth >= 0) {
          low[path[depth]] = Math.min(low[path[depth]], low[node]);
        }
      }
    }
  }

  /** The component of a node; they are numbered against the direction of the edges. */
  public int of(int node) {
    return component[node];
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Whether no cycle exists. */
  public boolean acyclic() {
    if (count < graph.nodes()) {
      return false;
    }
    for (int e = 0; e < graph.nodes(); e++) {
      for (int p = graph.first(e); p < graph.end(e); p++) {
        if (graph.target(p) == e) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The nodes in an order that every edge agrees with, where there is one; else an order that edges
   * between components agree with.
   */
  public int[] order() {
    int[] start = new int[count + 1];
    for (int c : component) {
      start[count - 1 - c + 1]++;
    }
    for (int c = 0; c < count; c++) {
      start[c + 1] += start[c];
    }
    int[] order = new int[component.length];
    for (int v = 0; v < component.length; v++) {
      order[start[count - 1 - component[v]]++] = v;
    }
    return order;
  }
}

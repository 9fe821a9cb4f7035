package minos.transactions.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose edges hang on literals: an edge is there while its literal holds, or always. What
 * the clauses of an {@link AcyclicSearch} don't say, this theory does: that the edges which are
 * there have no cycle. Not thread-safe.
 */
final class GuardedGraph {
  private static final int NONE = -1;

  private final Edges edges = new Edges();
  private final DynamicOrder order;
  private int[] firstEdge = new int[64];
  private int[] nextEdge = new int[64];
  private int[] levelEdges = new int[32];

  GuardedGraph(int nodes, int primary) {
    order = new DynamicOrder(nodes, primary, edges);
    Arrays.fill(firstEdge, NONE);
  }

  Edges edges() {
    return edges;
  }

  /** Hangs an edge on a literal, or on none: {@link Edges#ALWAYS}. */
  void add(int from, int to, int label, int literal) {
    int edge = edges.size();
    edges.add(from, to, label, literal);
    if (literal == Edges.ALWAYS) {
      return;
    }
    if (edge >= nextEdge.length) {
      nextEdge = Arrays.copyOf(nextEdge, edge + (edge >> 1) + 1);
    }
    if (literal >= firstEdge.length) {
      int before = firstEdge.length;
      firstEdge = Arrays.copyOf(firstEdge, Math.max(2 * before, literal + 1));
      Arrays.fill(firstEdge, before, firstEdge.length, NONE);
    }
    nextEdge[edge] = firstEdge[literal];
    firstEdge[literal] = edge;
  }

  /** Orders the graph of the edges that are always there; false if it has a cycle. */
  boolean start() {
    return order.start();
  }

  /** The place of a node in the topological order of the edges that are there. */
  int rank(int node) {
    return order.rank(node);
  }

  /** Whether the present order suggests that a literal holds: that its last edge agrees. */
  boolean suggests(int literal) {
    int edge = first(literal);
    return edge != NONE && order.rank(edges.from(edge)) < order.rank(edges.to(edge));
  }

  /**
   * Puts in the edges of a literal that came to hold.
   *
   * @return null, or a clause that forbids the cycle which they would close
   */
  int @Nullable [] insert(int literal) {
    for (int e = first(literal); e != NONE; e = nextEdge[e]) {
      int[] cycle = order.insert(e);
      if (cycle != null) {
        return forbids(cycle);
      }
    }
    return null;
  }

  private int first(int literal) {
    return literal < firstEdge.length ? firstEdge[literal] : NONE;
  }

  /** Not all literals of a cycle's edges hold. */
  private int[] forbids(int[] cycle) {
    int[] clause = new int[cycle.length];
    int n = 0;
    for (int edge : cycle) {
      int guard = edges.guard(edge);
      if (guard != Edges.ALWAYS) {
        int literal = guard ^ 1;
        boolean known = false;
        for (int i = 0; i < n && !known; i++) {
          known = clause[i] == literal;
        }
        if (!known) {
          clause[n++] = literal;
        }
      }
    }
    return Arrays.copyOf(clause, n);
  }

  /** Begins a level: {@link #backTo} it takes out what is put in from now on. */
  void beginLevel(int level) {
    if (level == levelEdges.length) {
      levelEdges = Arrays.copyOf(levelEdges, 2 * level);
    }
    levelEdges[level] = order.size();
  }

  /** Takes out the edges put in since a level began. */
  void backTo(int level) {
    order.shrink(levelEdges[level]);
  }
}

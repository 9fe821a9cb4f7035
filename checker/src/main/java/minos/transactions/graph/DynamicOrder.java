package minos.transactions.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A topological order of a graph that edges are added to and, last in first out, taken from.
 *
 * <p>The idea, after Pearce and Kelly: an edge that agrees with the order costs nothing. One that
 * does not can only concern the nodes ranked between its ends: those that its end reaches and those
 * that reach its start are found among them and exchange their ranks. Removing an edge leaves the
 * order valid.
 *
 * <p>Cost: a new edge costs the edges at the nodes ranked between its ends that it concerns.
 *
 * <p>D. Pearce, P. Kelly, "A dynamic topological sort algorithm for directed acyclic graphs", ACM
 * JEA 11, 2006.
 */
final class DynamicOrder {
  private static final int NONE = -1;

  private final Edges edges;
  private final int[] rank;
  private final int[] stamp;
  private final int[] parent;
  private final int[] firstOut;
  private final int[] firstIn;
  private int[] nextOut = new int[64];
  private int[] nextIn = new int[64];
  private int[] inserted = new int[64];
  private int size;
  private int clock;
  private int[] fixedOut = new int[0];
  private int[] fixedOutStart = new int[0];
  private int[] fixedIn = new int[0];
  private int[] fixedInStart = new int[0];
  private final IntList forward = new IntList();
  private final IntList backward = new IntList();
  private final IntList stack = new IntList();

  DynamicOrder(int nodes, Edges edges) {
    this.edges = edges;
    rank = new int[nodes];
    stamp = new int[nodes];
    parent = new int[nodes];
    firstOut = new int[nodes];
    firstIn = new int[nodes];
    Arrays.fill(firstOut, NONE);
    Arrays.fill(firstIn, NONE);
  }

  /** Orders the graph of the edges that always hold; false if it has a cycle. */
  boolean start() {
    int nodes = rank.length;
    fixedOutStart = new int[nodes + 1];
    fixedInStart = new int[nodes + 1];
    int fixed = 0;
    for (int e = 0; e < edges.size(); e++) {
      if (edges.guard(e) == Edges.ALWAYS) {
        fixedOutStart[edges.from(e) + 1]++;
        fixedInStart[edges.to(e) + 1]++;
        fixed++;
      }
    }
    int[] degree = new int[nodes];
    for (int v = 0; v < nodes; v++) {
      degree[v] = fixedInStart[v + 1];
      fixedOutStart[v + 1] += fixedOutStart[v];
      fixedInStart[v + 1] += fixedInStart[v];
    }
    fixedOut = new int[fixed];
    fixedIn = new int[fixed];
    int[] out = fixedOutStart.clone();
    int[] in = fixedInStart.clone();
    for (int e = 0; e < edges.size(); e++) {
      if (edges.guard(e) == Edges.ALWAYS) {
        fixedOut[out[edges.from(e)]++] = e;
        fixedIn[in[edges.to(e)]++] = e;
      }
    }
    // Where the edges leave it open, nodes keep the order of their numbers, which is about the
    // order of the history: the likeliest one.
    java.util.PriorityQueue<Integer> ready = new java.util.PriorityQueue<>();
    for (int v = 0; v < nodes; v++) {
      if (degree[v] == 0) {
        ready.add(v);
      }
    }
    int ranked = 0;
    while (!ready.isEmpty()) {
      int node = ready.remove();
      rank[node] = ranked++;
      for (int i = fixedOutStart[node]; i < fixedOutStart[node + 1]; i++) {
        int next = edges.to(fixedOut[i]);
        if (--degree[next] == 0) {
          ready.add(next);
        }
      }
    }
    return ranked == nodes;
  }

  int rank(int node) {
    return rank[node];
  }

  /** How many edges were inserted and not removed. */
  int size() {
    return size;
  }

  /** Removes the edges inserted last. */
  void shrink(int to) {
    while (size > to) {
      int edge = inserted[--size];
      firstOut[edges.from(edge)] = nextOut[edge];
      firstIn[edges.to(edge)] = nextIn[edge];
    }
  }

  /**
   * Inserts an edge.
   *
   * @return null, or the edges of a cycle that it would close, and then it is not inserted
   */
  int @Nullable [] insert(int edge) {
    int from = edges.from(edge);
    int to = edges.to(edge);
    if (rank[to] <= rank[from]) {
      if (to == from) {
        return new int[] {edge};
      }
      int[] path = search(from, to);
      if (path != null) {
        path[path.length - 1] = edge;
        return path;
      }
      reorder();
    }
    link(edge, from, to);
    return null;
  }

  private void link(int edge, int from, int to) {
    if (edge >= nextOut.length) {
      int larger = Math.max(edges.size(), edge + 1);
      nextOut = Arrays.copyOf(nextOut, larger);
      nextIn = Arrays.copyOf(nextIn, larger);
    }
    if (size == inserted.length) {
      inserted = Arrays.copyOf(inserted, 2 * size);
    }
    nextOut[edge] = firstOut[from];
    firstOut[from] = edge;
    nextIn[edge] = firstIn[to];
    firstIn[to] = edge;
    inserted[size++] = edge;
  }

  /** Finds the nodes concerned; a path from {@code to} back to {@code from} if there is one. */
  private int @Nullable [] search(int from, int to) {
    int upper = rank[from];
    int lower = rank[to];
    forward.truncate(0);
    backward.truncate(0);
    int ahead = ++clock;
    visit(to, ahead, forward, NONE);
    while (stack.size() > 0) {
      int node = pop();
      for (int i = fixedOutStart[node]; i < fixedOutStart[node + 1]; i++) {
        if (reach(fixedOut[i], ahead, upper, from)) {
          return path(from, to);
        }
      }
      for (int e = firstOut[node]; e != NONE; e = nextOut[e]) {
        if (reach(e, ahead, upper, from)) {
          return path(from, to);
        }
      }
    }
    int behind = ++clock;
    visit(from, behind, backward, NONE);
    while (stack.size() > 0) {
      int node = pop();
      for (int i = fixedInStart[node]; i < fixedInStart[node + 1]; i++) {
        comeFrom(fixedIn[i], behind, lower);
      }
      for (int e = firstIn[node]; e != NONE; e = nextIn[e]) {
        comeFrom(e, behind, lower);
      }
    }
    return null;
  }

  private boolean reach(int edge, int mark, int upper, int goal) {
    int next = edges.to(edge);
    if (next == goal) {
      parent[next] = edge;
      stack.truncate(0);
      return true;
    }
    if (stamp[next] != mark && rank[next] < upper) {
      visit(next, mark, forward, edge);
    }
    return false;
  }

  private void comeFrom(int edge, int mark, int lower) {
    int previous = edges.from(edge);
    if (stamp[previous] != mark && rank[previous] > lower) {
      visit(previous, mark, backward, edge);
    }
  }

  private void visit(int node, int mark, IntList list, int edge) {
    stamp[node] = mark;
    parent[node] = edge;
    list.add(node);
    stack.add(node);
  }

  private int pop() {
    int top = stack.get(stack.size() - 1);
    stack.truncate(stack.size() - 1);
    return top;
  }

  /** The edges from {@code to} to {@code from}, with room for one more at the end. */
  private int[] path(int from, int to) {
    IntList back = new IntList();
    for (int node = from; node != to; node = edges.from(parent[node])) {
      back.add(parent[node]);
    }
    int[] path = new int[back.size() + 1];
    for (int i = 0; i < back.size(); i++) {
      path[i] = back.get(back.size() - 1 - i);
    }
    return path;
  }

  /** Gives the nodes found the same ranks anew: first what leads to the edge, then what follows. */
  private void reorder() {
    long[] before = byRank(backward);
    long[] after = byRank(forward);
    int[] ranks = new int[before.length + after.length];
    for (int i = 0; i < before.length; i++) {
      ranks[i] = (int) (before[i] >>> 32);
    }
    for (int i = 0; i < after.length; i++) {
      ranks[before.length + i] = (int) (after[i] >>> 32);
    }
    Arrays.sort(ranks);
    int next = 0;
    for (long node : before) {
      rank[(int) node] = ranks[next++];
    }
    for (long node : after) {
      rank[(int) node] = ranks[next++];
    }
  }

  private long[] byRank(IntList nodes) {
    long[] sorted = new long[nodes.size()];
    for (int i = 0; i < sorted.length; i++) {
      int node = nodes.get(i);
      sorted[i] = ((long) rank[node] << 32) | node;
    }
    Arrays.sort(sorted);
    return sorted;
  }
}

package minos.transactions.graph;

import java.util.Arrays;

/**
 * A growing list of directed edges, each with a label and, if it holds only under a condition, the
 * literal that stands for it. Takes 16 bytes an edge. Not thread-safe.
 */
public final class Edges {
  /** The guard of an edge that always holds. */
  public static final int ALWAYS = -1;

  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] label = new int[64];
  private int[] guard = new int[64];
  private int size;

  /** Adds an edge that always holds. */
  public void add(int source, int target, int name) {
    add(source, target, name, ALWAYS);
  }

  /** Adds an edge that holds when a literal of an {@link AcyclicSearch} does. */
  public void add(int source, int target, int name, int literal) {
    if (size == from.length) {
      int larger = size + (size >> 1);
      from = Arrays.copyOf(from, larger);
      to = Arrays.copyOf(to, larger);
      label = Arrays.copyOf(label, larger);
      guard = Arrays.copyOf(guard, larger);
    }
    from[size] = source;
    to[size] = target;
    label[size] = name;
    guard[size++] = literal;
  }

  /** How many edges there are. */
  public int size() {
    return size;
  }

  /** Where an edge begins. */
  public int from(int edge) {
    return from[edge];
  }

  /** Where an edge ends. */
  public int to(int edge) {
    return to[edge];
  }

  /** What the caller named an edge. */
  public int label(int edge) {
    return label[edge];
  }

  /** The literal under which an edge holds, or {@link #ALWAYS}. */
  public int guard(int edge) {
    return guard[edge];
  }

  /** Whether each edge leads to a node of a larger number, so that there is no cycle. */
  public boolean ascend() {
    for (int e = 0; e < size; e++) {
      if (to[e] <= from[e]) {
        return false;
      }
    }
    return true;
  }

  /** Forgets all edges from a position on. */
  public void truncate(int length) {
    size = Math.min(size, length);
  }
}

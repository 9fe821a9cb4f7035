package minos.causal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.register.RegisterHistory;

/**
 * Shortest paths of session order and further precedences, where short means few changes of chain.
 *
 * <p><b>Idea.</b> Breadth-first, backward. Reaching a node reaches all before it in its chain, so a
 * chain's nodes are scanned at most once, and the search is linear in nodes and precedences.
 */
final class Paths {
  /** What directly precedes a node, beside its predecessor in its chain. */
  interface Predecessors {
    /** Other nodes that must come before a node. */
    int[] of(int node);
  }

  /** Of what a walk got stuck on, so many nodes are tried. */
  private static final int MOST_STARTS = 10;

  private final RegisterHistory history;
  private final Predecessors predecessors;

  Paths(RegisterHistory history, Predecessors predecessors) {
    this.history = history;
    this.predecessors = predecessors;
  }

  /** Paths of causal order. */
  static Paths causal(RegisterHistory history) {
    return new Paths(history, node -> causes(history, node));
  }

  /** What directly precedes a node causally, beside its predecessor in its chain. */
  static int[] causes(RegisterHistory history, int node) {
    return causes(history, node, history.source(node));
  }

  /** The same where a node depends on another source than the history's; negative if on none. */
  static int[] causes(RegisterHistory history, int node, int source) {
    int[] before = history.before(node);
    if (source < 0) {
      return before;
    }
    int[] all = Arrays.copyOf(before, before.length + 1);
    all[before.length] = source;
    return all;
  }

  /** Nodes, and those of a row of nodes or -1. */
  static int[] and(int[] nodes, int[] row) {
    int[] all = Arrays.copyOf(nodes, nodes.length + row.length);
    int count = nodes.length;
    for (int node : row) {
      if (node >= 0) {
        all[count++] = node;
      }
    }
    return Arrays.copyOf(all, count);
  }

  /**
   * The shortest cycle through one of the nodes that a walk got stuck on, of the first few of them.
   *
   * @param stuck what {@link ChainWalk#stuck} said, not empty
   */
  int[] shortestCycle(int[] stuck) {
    int[] shortest = {};
    for (int i = 0; i < Math.min(stuck.length, 2 * MOST_STARTS); i += 2) {
      int[] cycle = shortest(stuck[i], stuck[i]);
      if (cycle.length > 0 && (shortest.length == 0 || cycle.length < shortest.length)) {
        shortest = cycle;
      }
    }
    return shortest;
  }

  /**
   * A path from one node to another, both included, or to itself by at least one change of chain;
   * empty if there is none.
   */
  int[] shortest(int from, int to) {
    if (from != to && history.chain(from) == history.chain(to) && from < to) {
      return new int[] {from, to};
    }
    int[] scanned = new int[history.chains()];
    Arrays.fill(scanned, -1);
    List<int[]> heads = new ArrayList<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    heads.add(new int[] {to, -1, -1});
    queue.add(0);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      int head = heads.get(at)[0];
      int chain = history.chain(head);
      if (at > 0 && chain == history.chain(from) && from <= head) {
        return path(heads, at, from);
      }
      int least = Math.max(scanned[chain] + 1, history.start(chain));
      for (int node = head; node >= least; node--) {
        for (int other : predecessors.of(node)) {
          if (other > scanned[history.chain(other)] || other == from) {
            heads.add(new int[] {other, at, node});
            queue.add(heads.size() - 1);
          }
        }
      }
      scanned[chain] = Math.max(scanned[chain], head);
    }
    return new int[0];
  }

  private static int[] path(List<int[]> heads, int last, int from) {
    List<Integer> nodes = new ArrayList<>();
    add(nodes, from);
    for (int at = last; at >= 0; at = heads.get(at)[1]) {
      add(nodes, heads.get(at)[0]);
      if (heads.get(at)[2] >= 0) {
        add(nodes, heads.get(at)[2]);
      }
    }
    return nodes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void add(List<Integer> nodes, int node) {
    if (nodes.isEmpty() || nodes.get(nodes.size() - 1) != node) {
      nodes.add(node);
    }
  }
}

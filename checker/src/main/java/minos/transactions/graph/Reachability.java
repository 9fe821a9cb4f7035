package minos.transactions.graph;

import java.util.Arrays;
import java.util.BitSet;
import minos.check.Budget;
import org.jspecify.annotations.Nullable;

/**
 * Which node of an acyclic graph is reachable from which.
 *
 * <p>The idea: the nodes are cut into chains, each a path of the graph; for each node and each
 * chain it is enough to know how far up the chain the node's ancestors go, as in a vector clock.
 * The caller knows some chains, such as sessions; others are found greedily in topological order.
 *
 * <p>Sound and complete: if a node of a chain reaches v, so does every earlier one of that chain.
 * Cost: one pass over the edges, nodes times chains ints, constant time a question. [1]
 *
 * <p>[1] K. Simon, "An improved algorithm for transitive closure on acyclic digraphs", Theoretical
 * Computer Science 58, 1988.
 */
public final class Reachability {
  /** Instead of a successor: nobody will ask about the node, and it has no edges. */
  public static final int NEVER_ASKED = -2;

  private final int[] chain;
  private final int[] place;
  private final int chains;
  private final int[][] clocks;

  private Reachability(int[] chain, int[] place, int chains, int[][] clocks) {
    this.chain = chain;
    this.place = place;
    this.chains = chains;
    this.clocks = clocks;
  }

  /**
   * Computes it.
   *
   * @param graph without cycles
   * @param order its nodes in topological order
   * @param asked how many nodes, from 0 on, may be asked what they reach; the others are only
   *     reached, and need no chain
   * @param follow for each of these the successor that had best continue its chain, or -1; or
   *     {@link #NEVER_ASKED}, which saves a chain
   * @param budget memory is reserved from it, and not given back: that is for its {@code close}
   * @return null if the budget is exhausted
   */
  public static @Nullable Reachability of(
      Digraph graph, int[] order, int asked, int[] follow, Budget budget) {
    int nodes = graph.nodes();
    if (!budget.reserve(16L * nodes)) {
      return null;
    }
    int[] chain = new int[nodes];
    int[] place = new int[nodes];
    int chains = chains(graph, order, asked, follow, chain, place);
    if (!budget.reserve(nodes * (4L * chains + 24))) {
      return null;
    }
    int[][] clocks = new int[nodes][];
    int steps = 0;
    for (int node : order) {
      if ((++steps & 1023) == 0 && budget.exhausted() != null) {
        return null;
      }
      if (node < asked && follow[node] == NEVER_ASKED) {
        continue;
      }
      int[] mine = clocks[node];
      if (mine == null) {
        mine = new int[chains];
        Arrays.fill(mine, -1);
        clocks[node] = mine;
      }
      if (chain[node] >= 0) {
        mine[chain[node]] = Math.max(mine[chain[node]], place[node]);
      }
      for (int p = graph.first(node); p < graph.end(node); p++) {
        int next = graph.target(p);
        int[] theirs = clocks[next];
        if (theirs == null) {
          clocks[next] = mine.clone();
        } else {
          for (int c = 0; c < chains; c++) {
            theirs[c] = Math.max(theirs[c], mine[c]);
          }
        }
      }
    }
    return new Reachability(chain, place, chains, clocks);
  }

  /** Cuts the nodes into chains; how many there are. */
  private static int chains(
      Digraph graph, int[] order, int asked, int[] follow, int[] chain, int[] place) {
    Arrays.fill(chain, -1);
    int[] rank = new int[graph.nodes()];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    BitSet followed = new BitSet();
    for (int next : follow) {
      if (next >= 0) {
        followed.set(next);
      }
    }
    int chains = 0;
    for (int node : order) {
      if (node >= asked || follow[node] == NEVER_ASKED) {
        continue;
      }
      if (chain[node] < 0) {
        chain[node] = chains++;
      }
      int best = follow[node];
      // Else the nearest successor without a chain goes on: it has the fewest other chances.
      for (int p = graph.first(node); follow[node] < 0 && p < graph.end(node); p++) {
        int next = graph.target(p);
        if (next < asked
            && chain[next] < 0
            && !followed.get(next)
            && (best < 0 || rank[next] < rank[best])) {
          best = next;
        }
      }
      if (best >= 0) {
        chain[best] = chain[node];
        place[best] = place[node] + 1;
      }
    }
    return chains;
  }

  /** Whether a path leads from one node to another; every node reaches itself. */
  public boolean reaches(int from, int to) {
    return clocks[to][chain[from]] >= place[from];
  }

  /** How many chains the graph was cut into. */
  public int chains() {
    return chains;
  }

  /** The chain of a node. */
  public int chain(int node) {
    return chain[node];
  }

  /** The place of a node in its chain, from 0. */
  public int place(int node) {
    return place[node];
  }

  /** The last place of a chain from which a node can be reached, or -1. */
  public int last(int node, int ofChain) {
    return clocks[node][ofChain];
  }
}

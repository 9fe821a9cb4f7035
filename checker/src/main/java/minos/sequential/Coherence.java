package minos.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.check.Budget;
import minos.register.Proof;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Sequential consistency of each key, where it is known which write each read saw and sessions are
 * chains.
 *
 * <p><b>Idea.</b> In an order of the operations on a key, a write and the reads that saw it stand
 * together: a cluster, with the initial value's first. A session that has operations of two
 * clusters one after the other orders these. A compare-and-set that reads one cluster's value and
 * writes another's makes the one directly follow the other: they are one block. The answer is yes
 * iff no write comes after a read that saw it, no value is compared-and-set twice, blocks are in
 * order inside, and the order of blocks has no cycle [1].
 *
 * <p><b>Cost.</b> Linear.
 *
 * <ol>
 *   <li>P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 26(4), 1997, section 4;
 *       J. Cantin, M. Lipasti, J. Smith, "The complexity of verifying memory coherence and
 *       consistency", IEEE TPDS 16(7), 2005.
 * </ol>
 */
final class Coherence {
  private static final int MOST_VIOLATIONS = 10;

  private final RegisterHistory history;
  private final int size;

  /** Clusters are write nodes, then one for the initial value of each key. */
  private final int[] follows;

  private final int[] followedBy;
  private final int[] block;
  private final int[] rank;

  /** Edges as linked lists: from cluster to cluster, by the nodes that make them. */
  private final int[] firstEdge;

  private int[] nextEdge = new int[64];
  private int[] edgeFrom = new int[64];
  private int[] edgeTo = new int[64];
  private int edges;

  private final List<Violation> violations = new ArrayList<>();

  Coherence(RegisterHistory history) {
    this.history = history;
    size = history.size() + history.keyCount();
    follows = new int[size];
    followedBy = new int[size];
    block = new int[size];
    rank = new int[size];
    firstEdge = new int[size];
    Arrays.fill(follows, -1);
    Arrays.fill(followedBy, -1);
    Arrays.fill(block, -1);
    Arrays.fill(firstEdge, -1);
  }

  /** The ways in which it fails; empty if it does not. */
  List<Violation> violations() {
    return violations;
  }

  private int cluster(int node) {
    if (history.isWrite(node)) {
      return node;
    }
    int source = history.source(node);
    return source == ReadsFrom.INITIAL ? history.size() + history.key(node) : source;
  }

  /** Looks for violations; answers why it stopped early, or null. */
  @Nullable Cause decide(Budget budget) {
    int[] last = new int[history.keyCount()];
    Arrays.fill(last, -1);
    for (int chain = 0; chain < history.chains(); chain++) {
      for (int node = history.start(chain); node < history.end(chain); node++) {
        step(last[history.key(node)], node);
        last[history.key(node)] = node;
      }
      for (int node = history.start(chain); node < history.end(chain); node++) {
        last[history.key(node)] = -1;
      }
    }
    Cause stop = budget.exhausted();
    if (stop == null && violations.isEmpty()) {
      makeBlocks();
    }
    if (stop == null && violations.isEmpty()) {
      findCycle();
    }
    return stop;
  }

  private void step(int before, int node) {
    int to = cluster(node);
    if (before < 0) {
      return;
    }
    int from = cluster(before);
    if (history.op(before) == history.op(node)) {
      if (followedBy[from] >= 0) {
        add(
            new Proof(history)
                .edge(
                    followedBy[from],
                    node,
                    "atomic",
                    "both read the same version and replaced it; the other must come between")
                .edge(node, followedBy[from], "atomic", "and the other way round")
                .violation(
                    Anomaly.LOST_UPDATE,
                    node,
                    history.describe(followedBy[from])
                        + " and "
                        + history.describe(node)
                        + " both replaced the same version"));
        return;
      }
      followedBy[from] = to;
      follows[to] = from;
    }
    if (!history.isWrite(before) && history.source(before) == node) {
      add(
          new Proof(history)
              .readsFrom(node, before)
              .session(before, node)
              .violation(
                  Anomaly.THIN_AIR_READ,
                  before,
                  history.describe(before) + " saw what its own session wrote only later"));
    } else if (from != to && to >= history.size()) {
      int write = from < history.size() ? from : before;
      add(
          new Proof(history)
              .path(write == before ? new int[] {write, node} : new int[] {write, before, node})
              .edge(
                  node,
                  write,
                  "rw",
                  "it returned the initial value, which " + history.describe(write) + " replaced")
              .violation(
                  history.isWrite(before) ? Anomaly.OWN_WRITE_NOT_SEEN : Anomaly.NON_MONOTONIC_READ,
                  node,
                  history.describe(node)
                      + " returned the initial value after "
                      + history.describe(before)));
    } else if (from != to) {
      edge(before, node);
    }
  }

  private void add(Violation violation) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(violation);
    }
  }

  private void edge(int before, int node) {
    if (edges == nextEdge.length) {
      nextEdge = Arrays.copyOf(nextEdge, 2 * edges);
      edgeFrom = Arrays.copyOf(edgeFrom, 2 * edges);
      edgeTo = Arrays.copyOf(edgeTo, 2 * edges);
    }
    int from = cluster(before);
    edgeFrom[edges] = before;
    edgeTo[edges] = node;
    nextEdge[edges] = firstEdge[from];
    firstEdge[from] = edges++;
  }

  /** Joins clusters that directly follow each other; a block is named by its first. */
  private void makeBlocks() {
    for (int cluster = 0; cluster < size; cluster++) {
      if (follows[cluster] < 0) {
        int place = 0;
        for (int next = cluster; next >= 0; next = followedBy[next]) {
          block[next] = cluster;
          rank[next] = place++;
        }
      }
    }
    for (int cluster = 0; cluster < size; cluster++) {
      if (block[cluster] < 0) {
        add(circle(cluster));
        return;
      }
    }
    for (int e = 0; e < edges; e++) {
      int from = cluster(edgeFrom[e]);
      int to = cluster(edgeTo[e]);
      boolean backward = block[from] == block[to] && rank[from] > rank[to];
      boolean beforeInitial = block[to] >= history.size() && block[from] != block[to];
      if (backward || beforeInitial) {
        add(misplaced(edgeFrom[e], edgeTo[e]));
        return;
      }
    }
  }

  private Violation circle(int cluster) {
    Proof proof = new Proof(history);
    int at = cluster;
    do {
      proof.edge(follows[at], at, "atomic", "the latter replaced the version of the former");
      at = follows[at];
    } while (at != cluster);
    return proof.violation(
        Anomaly.CAUSAL_CYCLE,
        cluster,
        "compare-and-sets each of which replaced the next one's value");
  }

  private Violation misplaced(int before, int node) {
    int write = cluster(node);
    return new Proof(history)
        .session(before, node)
        .edge(
            node,
            before,
            "atomic",
            "compare-and-sets lead from the version of the former to that of the latter, so nothing"
                + " comes between and the former is the older")
        .mention(write)
        .violation(
            Anomaly.NON_MONOTONIC_READ,
            node,
            history.describe(node)
                + " is of a version that compare-and-sets replaced before that of "
                + history.describe(before));
  }

  /** Kahn's algorithm on blocks; what is left over contains a cycle. */
  private void findCycle() {
    int[] before = new int[size];
    for (int e = 0; e < edges; e++) {
      int from = block[cluster(edgeFrom[e])];
      int to = block[cluster(edgeTo[e])];
      before[to] += from == to ? 0 : 1;
    }
    int[] queue = new int[size];
    int end = 0;
    for (int b = 0; b < size; b++) {
      if (block[b] == b && before[b] == 0) {
        queue[end++] = b;
      }
    }
    for (int at = 0; at < end; at++) {
      for (int c = queue[at]; c >= 0; c = followedBy[c]) {
        for (int e = firstEdge[c]; e >= 0; e = nextEdge[e]) {
          int to = block[cluster(edgeTo[e])];
          if (to != queue[at] && --before[to] == 0) {
            queue[end++] = to;
          }
        }
      }
    }
    for (int b = 0; b < size; b++) {
      if (block[b] == b && before[b] > 0) {
        add(cycle(b, before));
        return;
      }
    }
  }

  /** Walks back from a block that is left over until one comes again. */
  private Violation cycle(int start, int[] before) {
    int[] into = new int[size];
    Arrays.fill(into, -1);
    for (int e = 0; e < edges; e++) {
      int from = block[cluster(edgeFrom[e])];
      int to = block[cluster(edgeTo[e])];
      if (from != to && before[from] > 0 && before[to] > 0) {
        into[to] = e;
      }
    }
    boolean[] met = new boolean[size];
    int at = start;
    while (!met[at]) {
      met[at] = true;
      at = block[cluster(edgeFrom[into[at]])];
    }
    Proof proof = new Proof(history);
    List<Integer> steps = new ArrayList<>();
    int from = at;
    do {
      steps.add(0, into[at]);
      at = block[cluster(edgeFrom[into[at]])];
    } while (at != from);
    int culprit = -1;
    for (int i = 0; i < steps.size(); i++) {
      int e = steps.get(i);
      int next = steps.get((i + 1) % steps.size());
      proof.session(edgeFrom[e], edgeTo[e]);
      proof.edge(
          edgeTo[e],
          edgeFrom[next],
          "version",
          "they are of the same version, or of versions that compare-and-sets bind together, and"
              + " another version can't come between");
      culprit = history.isWrite(edgeTo[e]) ? culprit : edgeTo[e];
    }
    return proof.violation(
        Anomaly.NON_MONOTONIC_READ,
        culprit < 0 ? edgeTo[steps.get(0)] : culprit,
        "sessions saw the versions of one key in orders that contradict each other");
  }
}

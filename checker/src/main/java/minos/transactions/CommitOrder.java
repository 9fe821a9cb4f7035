package minos.transactions;

import java.util.Arrays;
import java.util.Set;
import minos.check.Budget;
import minos.history.Outcome;
import minos.transactions.graph.Components;
import minos.transactions.graph.Digraph;
import minos.transactions.graph.Edges;
import minos.transactions.graph.IntList;
import minos.transactions.graph.Reachability;
import minos.transactions.graph.ShortestCycle;
import minos.transactions.graph.ShortestPath;
import org.jspecify.annotations.Nullable;

/**
 * Do the transactions have a commit order under read committed, read atomic or transactional causal
 * consistency?
 *
 * <p>The idea [1]: each of these levels is one axiom on a total commit order that contains the
 * session order and reads-from: if T3 reads x from T1 and another T2 that also wrote x is <em>known
 * to T3</em>, then T2 committed before T1. What it means to be known differs: T3 read from T2
 * earlier (read committed), T3 read from T2 or follows it in its session (read atomic), T2 happened
 * causally before T3 (causal). None of the three speaks of the commit order itself, so all its
 * consequences are drawn at once, and a commit order exists if and only if what was drawn has no
 * cycle. Only as many consequences are drawn as imply the others [2]: for read committed, T2's next
 * read of x from somebody else; for read atomic, the last transaction of the session that wrote x;
 * for causal, the last of each chain of the causal order.
 *
 * <p>Sound and complete for known reads-from [1, theorems 3.1 and following]. In a list history the
 * order of versions that reads show is part of the commit order as well.
 *
 * <p>Cost [2]: O(n^1.5) micro-operations for read committed and read atomic, because a pair of T2
 * and T3 costs no more than the smaller of their key sets; O(n k) up to a logarithm for causal, k
 * being the number of sessions.
 *
 * <ol>
 *   <li>R. Biswas, C. Enea, "On the complexity of checking transactional consistency", OOPSLA 2019.
 *   <li>L. Møldrup, A. Pavlogiannis, "AWDIT: an optimal weak database isolation tester", PLDI 2025.
 * </ol>
 */
final class CommitOrder {
  /** What makes a transaction known to a reader. */
  enum Axiom {
    /** It was read from earlier. */
    READ_COMMITTED,
    /** It was read from, or precedes in the session. */
    READ_ATOMIC,
    /** It happened causally before. */
    CAUSAL
  }

  private final ReadsFrom reads;
  private final Axiom axiom;
  private final Edges edges;
  private final int known;
  private @Nullable IntList broken;

  /**
   * Prepares a check.
   *
   * @param given session edges, to which this adds its own; nodes are transactions
   */
  CommitOrder(ReadsFrom reads, Axiom axiom, Edges given) {
    this.reads = reads;
    this.axiom = axiom;
    this.edges = given;
    ShownOrder.readsFrom(reads, edges);
    this.known = edges.size();
  }

  /** The edges: those given, reads-from, and what was drawn from them. */
  Edges edges() {
    return edges;
  }

  /**
   * Looks for a cycle.
   *
   * @return its edges in order; empty if there is none; null if the budget ended
   */
  @Nullable IntList run(Budget budget) {
    switch (axiom) {
      case READ_COMMITTED -> readCommitted();
      case READ_ATOMIC -> readAtomic();
      case CAUSAL -> {
        IntList circle = causal(budget);
        if (circle == null || circle.size() > 0) {
          return circle;
        }
      }
    }
    if (broken != null) {
      return broken;
    }
    ShownOrder.versions(reads, edges);
    Digraph graph = new Digraph(reads.size(), edges);
    if (new Components(graph).acyclic()) {
      return new IntList();
    }
    return list(ShortestCycle.of(graph, budget));
  }

  private static @Nullable IntList list(int @Nullable [] path) {
    if (path == null) {
      return null;
    }
    IntList list = new IntList();
    for (int edge : path) {
      list.add(edge);
    }
    return list;
  }

  /** Says that T2, known to the reader, committed before the source of a read of a key of both. */
  private void precede(int writer, int read) {
    int source = reads.readSource(read);
    if (source == writer || source == ReadsFrom.SEVERAL) {
      return;
    }
    if (source >= 0) {
      edges.add(writer, source, Dependency.ORDER.label(read));
    } else if (broken == null) {
      broken = missed(writer, read);
    }
  }

  /** The cycle of a transaction that is known to a reader and whose write the reader missed. */
  private IntList missed(int writer, int read) {
    int reader = reads.reader(read);
    IntList cycle = new IntList();
    int direct = axiom == Axiom.CAUSAL ? -1 : readFrom(writer, reader);
    if (direct >= 0) {
      cycle.add(edges.size());
      edges.add(writer, reader, Dependency.WR.label(direct));
    } else {
      for (int edge : path(writer, reader)) {
        cycle.add(edge);
      }
    }
    cycle.add(edges.size());
    edges.add(reader, writer, Dependency.RW.label(read));
    return cycle;
  }

  /** A read by which a transaction saw a version of another, or -1. */
  private int readFrom(int writer, int reader) {
    for (int r = reads.firstRead(reader); r < reads.endRead(reader); r++) {
      if (reads.readSource(r) == writer) {
        return r;
      }
    }
    return -1;
  }

  /** How a reader knows a transaction from which it did not read: the shortest way. */
  private int[] path(int from, int to) {
    boolean causal = axiom == Axiom.CAUSAL;
    Digraph graph =
        new Digraph(reads.size(), edges, edge -> edge < known && (causal || isSession(edge)));
    return ShortestPath.of(graph, from, to);
  }

  /** Adds the reads by which the reader of a read knows a transaction. */
  void knowledge(int writer, int read, Set<Integer> support) {
    int reader = reads.reader(read);
    if (axiom == Axiom.CAUSAL) {
      for (int edge : path(writer, reader)) {
        if (Dependency.of(edges.label(edge)) == Dependency.WR) {
          support.add(Dependency.number(edges.label(edge)));
        }
      }
      return;
    }
    int direct = readFrom(writer, reader);
    if (direct >= 0) {
      support.add(direct);
    }
  }

  private void readCommitted() {
    int[] at = new int[reads.transactions().keyCount()];
    int[] nearest = new int[at.length];
    int[] other = new int[at.length];
    int[] firstOf = new int[reads.size()];
    Arrays.fill(at, -1);
    Arrays.fill(firstOf, -1);
    for (int t = 0; t < reads.size(); t++) {
      int begin = reads.firstRead(t);
      int end = reads.endRead(t);
      for (int r = end - 1; r >= begin; r--) {
        if (reads.readSource(r) >= 0) {
          firstOf[reads.readSource(r)] = r;
        }
      }
      // Backwards, so that for each key the next read is at hand, and the next from somebody else.
      IntList keys = new IntList();
      for (int r = end - 1; r >= begin; r--) {
        int source = reads.readSource(r);
        if (source >= 0 && firstOf[source] == r) {
          int mine = reads.endWrite(source) - reads.firstWrite(source);
          if (mine <= keys.size()) {
            for (int w = reads.firstWrite(source); w < reads.endWrite(source); w++) {
              int k = reads.writeKey(w);
              if (at[k] == t) {
                next(source, nearest[k], other[k]);
              }
            }
          } else {
            for (int i = 0; i < keys.size(); i++) {
              int k = keys.get(i);
              if (reads.writes(source, k)) {
                next(source, nearest[k], other[k]);
              }
            }
          }
        }
        int k = reads.readKey(r);
        if (at[k] != t) {
          at[k] = t;
          nearest[k] = r;
          other[k] = -1;
          keys.add(k);
        } else {
          if (reads.readSource(nearest[k]) != source) {
            other[k] = nearest[k];
          }
          nearest[k] = r;
        }
      }
    }
  }

  private void next(int source, int nearest, int other) {
    if (reads.readSource(nearest) != source) {
      precede(source, nearest);
    } else if (other >= 0) {
      precede(source, other);
    }
  }

  private void readAtomic() {
    knownByReading();
    // The session order: the last of the session's transactions that wrote the key.
    Digraph sessions = new Digraph(reads.size(), edges, e -> isSession(e));
    boolean[] follows = new boolean[reads.size()];
    for (int t = 0; t < reads.size(); t++) {
      for (int p = sessions.first(t); p < sessions.end(t); p++) {
        follows[sessions.target(p)] = true;
      }
    }
    int[] lastWriter = new int[reads.transactions().keyCount()];
    int[] stamp = new int[lastWriter.length];
    Arrays.fill(stamp, -1);
    for (int start = 0; start < reads.size(); start++) {
      if (follows[start]) {
        continue;
      }
      for (int t = start; t >= 0; ) {
        sessionReads(t, start, lastWriter, stamp);
        for (int w = reads.firstWrite(t); w < reads.endWrite(t); w++) {
          lastWriter[reads.writeKey(w)] = t;
          stamp[reads.writeKey(w)] = start;
        }
        int after = -1;
        for (int p = sessions.first(t); p < sessions.end(t); p++) {
          int next = sessions.target(p);
          // Those of unknown outcome have no successors, and read nothing.
          after = reads.transactions().history().outcome(next) == Outcome.OK ? next : after;
        }
        t = after;
      }
    }
  }

  private boolean isSession(int edge) {
    return Dependency.of(edges.label(edge)) == Dependency.SESSION;
  }

  private void sessionReads(int t, int session, int[] lastWriter, int[] stamp) {
    for (int r = reads.firstRead(t); r < reads.endRead(t); r++) {
      int k = reads.readKey(r);
      if (stamp[k] == session) {
        precede(lastWriter[k], r);
      }
    }
  }

  /** For each transaction and each that it read from: their common keys. */
  private void knownByReading() {
    int[] at = new int[reads.transactions().keyCount()];
    int[] one = new int[at.length];
    int[] other = new int[at.length];
    int[] seen = new int[reads.size()];
    Arrays.fill(at, -1);
    Arrays.fill(seen, -1);
    for (int t = 0; t < reads.size(); t++) {
      IntList keys = new IntList();
      for (int r = reads.firstRead(t); r < reads.endRead(t); r++) {
        int k = reads.readKey(r);
        if (at[k] != t) {
          at[k] = t;
          one[k] = r;
          other[k] = -1;
          keys.add(k);
        } else if (reads.readSource(one[k]) != reads.readSource(r)) {
          other[k] = r;
        }
      }
      for (int r = reads.firstRead(t); r < reads.endRead(t); r++) {
        int source = reads.readSource(r);
        if (source < 0 || seen[source] == t) {
          continue;
        }
        seen[source] = t;
        if (reads.endWrite(source) - reads.firstWrite(source) <= keys.size()) {
          for (int w = reads.firstWrite(source); w < reads.endWrite(source); w++) {
            int k = reads.writeKey(w);
            if (at[k] == t) {
              both(source, one[k], other[k]);
            }
          }
        } else {
          for (int i = 0; i < keys.size(); i++) {
            if (reads.writes(source, keys.get(i))) {
              both(source, one[keys.get(i)], other[keys.get(i)]);
            }
          }
        }
      }
    }
  }

  private void both(int source, int one, int other) {
    precede(source, one);
    if (other >= 0) {
      precede(source, other);
    }
  }

  /** Draws the causal consequences; a cycle of the causal order itself if there is one. */
  private @Nullable IntList causal(Budget budget) {
    Digraph graph = new Digraph(reads.size(), edges);
    Components components = new Components(graph);
    if (!components.acyclic()) {
      return list(ShortestCycle.of(graph, budget));
    }
    Reachability before =
        Reachability.of(
            graph, components.order(), reads.size(), GivenOrder.next(reads.size(), edges), budget);
    if (before == null) {
      return null;
    }
    ChainedWriters writers = new ChainedWriters(reads, before);
    for (int t = 0; t < reads.size(); t++) {
      if ((t & 1023) == 0 && budget.exhausted() != null) {
        return null;
      }
      for (int r = reads.firstRead(t); r < reads.endRead(t); r++) {
        writers.lastBefore(t, reads.readKey(r), r, this::precede);
      }
    }
    return new IntList();
  }
}

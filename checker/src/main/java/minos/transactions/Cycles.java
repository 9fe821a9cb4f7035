package minos.transactions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.transactions.graph.Components;
import minos.transactions.graph.Digraph;
import minos.transactions.graph.Edges;
import minos.transactions.graph.ShortestCycle;
import minos.verdict.Anomaly;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The shortest cycle of each class in a graph that has cycles, under the names of Adya and of Elle.
 *
 * <p>The idea: from the worst class to the mildest, the graph is cut down to the dependencies that
 * a cycle of the class consists of, and the shortest cycle of the rest is taken: first without the
 * orders of sessions and real time, and with them only if there is none without.
 */
final class Cycles {
  private static final int ONLY_WW = 0;
  private static final int NO_RW = 1;
  private static final int ONE_RW = 2;
  private static final int ANY = 3;

  private static final Set<Anomaly> IN_ORDER =
      Set.of(
          Anomaly.G0_PROCESS,
          Anomaly.G0_REALTIME,
          Anomaly.G1C_PROCESS,
          Anomaly.G1C_REALTIME,
          Anomaly.G_SINGLE_PROCESS,
          Anomaly.G_SINGLE_REALTIME,
          Anomaly.G_NONADJACENT_PROCESS,
          Anomaly.G_NONADJACENT_REALTIME,
          Anomaly.G2_ITEM_PROCESS,
          Anomaly.G2_ITEM_REALTIME);

  private final Shape shape;
  private final int transactions;
  private final Explainer explainer;
  private final Budget budget;
  private Optional<Set<Integer>> support = Optional.empty();

  Cycles(Shape shape, int transactions, Explainer explainer, Budget budget) {
    this.shape = shape;
    this.transactions = transactions;
    this.explainer = explainer;
    this.budget = budget;
  }

  /**
   * The violations that the cycles of a graph are; empty if it has none.
   *
   * @param nodes how many nodes the graph has: the transactions' and then the versions'
   * @param forced the edges from here on were concluded from their alternative's impossibility
   */
  List<Violation> in(int nodes, Edges all, int forced) {
    Edges edges = new Edges();
    Components components = new Components(new Digraph(nodes, all));
    int[] size = new int[components.count()];
    for (int v = 0; v < nodes; v++) {
      size[components.of(v)]++;
    }
    // Only what lies within a component can be part of a cycle; the guard says where it came from.
    int[] compact = new int[nodes];
    int[] original = new int[nodes];
    int count = 0;
    for (int v = 0; v < nodes; v++) {
      if (size[components.of(v)] > 1) {
        original[count] = v;
        compact[v] = count++;
      }
    }
    for (int e = 0; e < all.size(); e++) {
      int from = all.from(e);
      int to = all.to(e);
      if (from == to || components.of(from) == components.of(to)) {
        if (size[components.of(from)] > 1) {
          edges.add(compact[from], compact[to], all.label(e), e);
        }
      }
    }
    Map<Anomaly, Violation> found = new LinkedHashMap<>();
    for (int given = 0; given < 3 && found.isEmpty(); given++) {
      for (int sort = ONLY_WW; sort <= ANY && (sort < ANY || found.isEmpty()); sort++) {
        add(found, count, edges, sort, given, all, forced);
      }
    }
    return new ArrayList<>(found.values());
  }

  /** The reads that the first cycle rests on; empty if they can't be told. */
  Optional<Set<Integer>> support() {
    return support;
  }

  private void add(
      Map<Anomaly, Violation> found,
      int nodes,
      Edges edges,
      int sort,
      int given,
      Edges all,
      int forced) {
    Digraph graph = new Digraph(nodes, edges, e -> allowed(edges.label(e), sort, given));
    int[] path =
        ShortestCycle.of(
            graph,
            e -> sort == ONE_RW && Dependency.of(edges.label(e)) == Dependency.RW,
            e -> free(edges.label(e)),
            budget);
    if (path == null) {
      return;
    }
    int[] originals = new int[path.length];
    for (int i = 0; i < path.length; i++) {
      originals[i] = edges.guard(path[i]);
    }
    List<Link> cycle = withOneMiss(closed(links(originals, all, forced)), 1);
    Anomaly anomaly = name(cycle);
    if (found.isEmpty()) {
      support = explainer.support(cycle);
    }
    found.putIfAbsent(anomaly, explainer.violation(anomaly, cycle));
    Anomaly narrow = narrower(cycle);
    if (narrow != null) {
      found.putIfAbsent(narrow, explainer.violation(narrow, cycle));
    }
  }

  private static boolean allowed(int label, int sort, int given) {
    return switch (Dependency.of(label)) {
      case WW, STEP -> true;
      case WR -> sort >= NO_RW;
      case RW, PORT -> sort >= ONE_RW;
      case SESSION -> given >= 1;
      case REAL_TIME -> given >= 2;
      case ORDER -> sort == ANY;
    };
  }

  private static boolean free(int label) {
    Dependency sort = Dependency.of(label);
    return sort == Dependency.STEP || sort == Dependency.PORT;
  }

  /**
   * Under parallel snapshot isolation a cycle has one {@code rw}. Others between writers of the key
   * are known as order of their writes: the other order would be a lost update.
   *
   * @param missed how many {@code rw} of these are left
   */
  List<Link> withOneMiss(List<Link> cycle, int missed) {
    if (shape != Shape.PARALLEL) {
      return cycle;
    }
    List<Link> links = new ArrayList<>();
    int left = missed;
    for (Link link : cycle) {
      boolean miss = link.why() == Dependency.RW;
      links.add(miss && left == 0 ? explainer.ordered(link) : link);
      left -= miss && left > 0 ? 1 : 0;
    }
    return links;
  }

  /** A cycle as steps between transactions. */
  List<Link> links(int[] path, Edges edges, int forced) {
    int start = 0;
    while (Dependency.of(edges.label(path[start])) == Dependency.PORT) {
      start++;
    }
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < path.length; i++) {
      int edge = path[(start + i) % path.length];
      Dependency sort = Dependency.of(edges.label(edge));
      int number = Dependency.number(edges.label(edge));
      int to = edges.to(edge);
      boolean guess = edge >= forced;
      if (sort == Dependency.STEP || sort == Dependency.PORT) {
        continue;
      }
      if (to >= shape.nodes(transactions)) {
        int second = path[(start + i + 1) % path.length];
        to = edges.to(second);
        guess |= second >= forced;
      }
      int from = shape.transaction(edges.from(edge));
      if (from != shape.transaction(to)) {
        append(links, new Link(from, shape.transaction(to), sort, number, guess));
      }
    }
    return links;
  }

  /**
   * Appends a step. The orders of sessions and of real time are transitive, but their edges are
   * reduced: two such steps in a row are one. A session's is one of real time, where there is any.
   */
  private static void append(List<Link> links, Link link) {
    int end = links.size() - 1;
    if (end >= 0 && oneStep(links.get(end), link)) {
      links.set(end, joined(links.get(end), link));
    } else {
      links.add(link);
    }
  }

  private static boolean oneStep(Link one, Link two) {
    return given(one) && given(two);
  }

  private static boolean given(Link link) {
    return link.why() == Dependency.SESSION || link.why() == Dependency.REAL_TIME;
  }

  private static Link joined(Link one, Link two) {
    Dependency why = one.why() == two.why() ? one.why() : Dependency.REAL_TIME;
    return new Link(one.from(), two.to(), why, 0, false);
  }

  /** The same where the last step leads on to the first. */
  private static List<Link> closed(List<Link> links) {
    int end = links.size() - 1;
    if (end < 2 || !oneStep(links.get(end), links.get(0))) {
      return links;
    }
    List<Link> cycle = new ArrayList<>(links.subList(1, end));
    cycle.add(joined(links.get(end), links.get(0)));
    return cycle;
  }

  /** Adya's name of a cycle. */
  static Anomaly name(List<Link> cycle) {
    int antidependencies = 0;
    boolean adjacent = false;
    boolean reads = false;
    boolean session = false;
    boolean realTime = false;
    boolean before = cycle.get(cycle.size() - 1).why() == Dependency.RW;
    for (Link link : cycle) {
      boolean antidependency = link.why() == Dependency.RW;
      antidependencies += antidependency ? 1 : 0;
      adjacent |= antidependency && before;
      before = antidependency;
      reads |= link.why() == Dependency.WR;
      session |= link.why() == Dependency.SESSION;
      realTime |= link.why() == Dependency.REAL_TIME;
    }
    if (antidependencies > 1) {
      if (adjacent) {
        return pick(
            session, realTime, Anomaly.G2_ITEM, Anomaly.G2_ITEM_PROCESS, Anomaly.G2_ITEM_REALTIME);
      }
      return pick(
          session,
          realTime,
          Anomaly.G_NONADJACENT,
          Anomaly.G_NONADJACENT_PROCESS,
          Anomaly.G_NONADJACENT_REALTIME);
    }
    if (antidependencies == 1) {
      return pick(
          session, realTime, Anomaly.G_SINGLE, Anomaly.G_SINGLE_PROCESS, Anomaly.G_SINGLE_REALTIME);
    }
    return reads
        ? pick(session, realTime, Anomaly.G1C, Anomaly.G1C_PROCESS, Anomaly.G1C_REALTIME)
        : pick(session, realTime, Anomaly.G0, Anomaly.G0_PROCESS, Anomaly.G0_REALTIME);
  }

  /** Whether an order of sessions or of real time takes part in what is called so. */
  static boolean needsOrder(Anomaly anomaly) {
    return IN_ORDER.contains(anomaly);
  }

  private static Anomaly pick(
      boolean session, boolean realTime, Anomaly plain, Anomaly process, Anomaly real) {
    return realTime ? real : session ? process : plain;
  }

  /** A narrower name for some shapes of cycles, or null. */
  private @Nullable Anomaly narrower(List<Link> cycle) {
    if (cycle.size() == 2) {
      Link one = cycle.get(0);
      Link two = cycle.get(1);
      boolean skew = one.why() == Dependency.RW && two.why() == Dependency.RW;
      if (skew) {
        return explainer.sameKey(cycle) ? Anomaly.LOST_UPDATE : Anomaly.WRITE_SKEW;
      }
      boolean rw = one.why() == Dependency.RW || two.why() == Dependency.RW;
      boolean wr = one.why() == Dependency.WR || two.why() == Dependency.WR;
      boolean ww = one.why() == Dependency.WW || two.why() == Dependency.WW;
      if (rw && wr) {
        return Anomaly.FRACTURED_READ;
      }
      if (rw && ww && explainer.sameKey(cycle)) {
        return Anomaly.LOST_UPDATE;
      }
    }
    if (cycle.size() == 4) {
      int offset = cycle.get(0).why() == Dependency.WR ? 0 : 1;
      boolean fork = true;
      for (int i = 0; i < 4; i++) {
        fork &= cycle.get((i + offset) % 4).why() == (i % 2 == 0 ? Dependency.WR : Dependency.RW);
      }
      if (fork) {
        return Anomaly.LONG_FORK;
      }
    }
    return null;
  }
}

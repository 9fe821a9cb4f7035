package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import minos.check.Budget;
import minos.transactions.DependencyGraph.Antidependency;
import minos.transactions.DependencyGraph.Segment;
import minos.transactions.OpenChoices.Choice;
import minos.transactions.graph.AcyclicSearch;
import minos.transactions.graph.Components;
import minos.transactions.graph.Digraph;
import minos.transactions.graph.Edges;
import minos.transactions.graph.IntList;
import minos.transactions.graph.Reachability;
import minos.verdict.Cause;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Is there an order of the versions under which the dependencies have no forbidden cycle?
 *
 * <p>The idea: dependencies that are known whatever the order form a graph; every two segments of
 * versions whose order is open are a choice between two sets of edges, which together are a
 * polygraph [1]. First the known graph alone is searched for a cycle. Then it decides choices: an
 * order whose edges would lead back is impossible, so the other one holds, and its edges are known
 * from then on [2, 3]; that is repeated until nothing changes. What is left is searched by {@link
 * AcyclicSearch}.
 *
 * <p>Sound and complete: the level forbids the history if and only if no way to choose leaves the
 * graph without a cycle [1, 4], and the search is complete.
 *
 * <p>Cost: for each round of deciding, the reachability of the known graph and constant time a
 * choice; the rest is exponential at worst, and rarely anything is left. Without choices: linear.
 *
 * <ol>
 *   <li>C. Papadimitriou, "The serializability of concurrent database updates", J. ACM 26(4), 1979.
 *   <li>C. Tan, C. Zhao, S. Mu, M. Walfish, "Cobra: making transactional key-value stores
 *       verifiably serializable", OSDI 2020.
 *   <li>K. Huang et al., "Efficient black-box checking of snapshot isolation in databases", VLDB
 *       2023.
 *   <li>A. Cerone, A. Gotsman, "Analysing snapshot isolation", J. ACM 65(2), 2018.
 * </ol>
 */
final class VersionOrder {
  private final ReadsFrom reads;
  private final DependencyGraph graph;
  private final Shape shape;
  private final Budget budget;
  private final Explainer explainer;
  private final int forced;
  private List<Choice> open = List.of();
  private @Nullable Choice contradiction;
  private boolean expanded;

  VersionOrder(ReadsFrom reads, DependencyGraph graph, Budget budget) {
    this.reads = reads;
    this.graph = graph;
    this.shape = graph.shape();
    this.budget = budget;
    this.explainer = new Explainer(reads);
    this.forced = graph.edges().size();
    this.expanded = graph.open().isEmpty();
  }

  /** Decides. */
  Decision decide() {
    boolean changed = true;
    while (true) {
      if (budget.exhausted() != null) {
        return new Decision.Open(cause(budget));
      }
      Digraph known = new Digraph(graph.nodes(), graph.edges());
      Components components = new Components(known);
      if (!components.acyclic()) {
        return forbidden();
      }
      if (!changed || (expanded && open.isEmpty() && shape != Shape.PARALLEL)) {
        break;
      }
      int[] order = components.order();
      Budget round = budget.child();
      try {
        Reachability reach =
            Reachability.of(known, order, shape.nodes(reads.size()), graph.follow(), round);
        // Without it all is left to the search, unless somebody wants it stopped.
        if (reach == null && (budget.exhausted() != null || shape == Shape.PARALLEL)) {
          return new Decision.Open(cause(round));
        }
        if (reach != null) {
          List<Link> missed = missed(known, reach);
          if (!missed.isEmpty()) {
            return forbidden(missed);
          }
        }
        if (!expanded) {
          if (!expand(reach, order)) {
            return new Decision.Open(cause(budget));
          }
        } else {
          changed = reach != null && prune(reach);
          if (contradiction != null) {
            return contradiction(contradiction);
          }
        }
      } finally {
        round.close();
      }
    }
    return open.isEmpty() ? allowed() : search();
  }

  private boolean expand(@Nullable Reachability reach, int[] order) {
    int[] rank = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    List<Choice> found = new OpenChoices(graph, budget).find(reach, rank);
    open = found == null ? List.of() : found;
    expanded = true;
    return found != null;
  }

  private Cause cause(Budget round) {
    Cause cause = round.exhausted();
    return cause == null
        ? new Cause(Cause.Kind.INTERRUPTED, "the search was stopped")
        : new Cause(
            cause.kind(),
            cause.message()
                + "; "
                + open.size()
                + " pairs of writes were left whose order nothing tells. Give it more, or record"
                + " versions");
  }

  private Decision forbidden() {
    Cycles cycles = new Cycles(shape, reads.size(), explainer, budget);
    List<Violation> violations = cycles.in(graph.nodes(), graph.edges(), forced);
    if (violations.isEmpty()) {
      return new Decision.Open(cause(budget));
    }
    return new Decision.Forbidden(violations, cycles.support());
  }

  private Decision forbidden(List<Link> cycle) {
    return new Decision.Forbidden(
        List.of(explainer.violation(Cycles.name(cycle), cycle)), explainer.support(cycle));
  }

  private Decision allowed() {
    if (shape != Shape.SERIAL) {
      return new Decision.Allowed();
    }
    Components components = new Components(new Digraph(graph.nodes(), graph.edges()));
    return new Decision.Allowed(Optional.of(transactions(components.order())));
  }

  private int[] transactions(int[] nodes) {
    IntList order = new IntList();
    for (int node : nodes) {
      if (node < reads.size() && reads.part(node)) {
        order.add(node);
      }
    }
    return order.toArray();
  }

  /** Under parallel snapshot isolation: a cycle with one {@code rw}; empty if there is none. */
  private List<Link> missed(Digraph known, Reachability reach) {
    for (Antidependency miss : graph.antidependencies()) {
      if (reach.reaches(miss.to(), miss.from())) {
        int[] path = path(known, miss.to(), miss.from());
        List<Link> cycle =
            path.length == 0
                ? new ArrayList<>()
                : new ArrayList<>(
                    new Cycles(shape, reads.size(), explainer, budget)
                        .links(path, graph.edges(), forced));
        cycle.add(
            new Link(
                miss.from(), miss.to(), Dependency.RW, Dependency.number(miss.label()), false));
        return cycle;
      }
    }
    return List.of();
  }

  /** The edges of a shortest path. */
  private static int[] path(Digraph known, int from, int to) {
    int[] parent = new int[known.nodes()];
    Arrays.fill(parent, -1);
    IntList queue = new IntList();
    queue.add(from);
    for (int head = 0; head < queue.size() && parent[to] < 0; head++) {
      int node = queue.get(head);
      for (int p = known.first(node); p < known.end(node); p++) {
        int next = known.target(p);
        if (next != from && parent[next] < 0) {
          parent[next] = known.edge(p);
          queue.add(next);
        }
      }
    }
    IntList back = new IntList();
    for (int node = to; node != from; node = known.edges().from(parent[node])) {
      back.add(parent[node]);
    }
    int[] path = new int[back.size()];
    for (int i = 0; i < path.length; i++) {
      path[i] = back.get(path.length - 1 - i);
    }
    return path;
  }

  /**
   * Decides the choices that the known graph decides; whether there were any. One of which neither
   * order is possible is kept as the contradiction.
   */
  private boolean prune(Reachability reach) {
    List<Choice> left = new ArrayList<>();
    List<Choice> here = new ArrayList<>();
    List<Choice> there = new ArrayList<>();
    for (Choice choice : open) {
      boolean forwards = possible(choice, true, reach);
      boolean backwards = possible(choice, false, reach);
      if (!forwards && !backwards) {
        contradiction = choice;
        return false;
      }
      (forwards ? backwards ? left : here : there).add(choice);
    }
    here.forEach(choice -> order(choice, true));
    there.forEach(choice -> order(choice, false));
    open = left;
    return !here.isEmpty() || !there.isEmpty();
  }

  private void order(Choice choice, boolean forwards) {
    for (Choice c = choice; c != null; c = c.also()) {
      graph.precedes(forwards ? c.one() : c.other(), forwards ? c.other() : c.one(), c.key());
    }
  }

  private boolean possible(Choice choice, boolean forwards, Reachability reach) {
    for (Choice c = choice; c != null; c = c.also()) {
      if (!possible(forwards ? c.one() : c.other(), forwards ? c.other() : c.one(), reach)) {
        return false;
      }
    }
    return true;
  }

  /** Both orders of a choice close a cycle: that of one of them is shown. */
  private Decision contradiction(Choice choice) {
    order(choice, true);
    Digraph known = new Digraph(graph.nodes(), graph.edges());
    Components components = new Components(known);
    if (shape != Shape.PARALLEL || !components.acyclic()) {
      return forbidden();
    }
    Budget once = budget.child();
    try {
      Reachability reach =
          Reachability.of(known, components.order(), graph.nodes(), graph.follow(), once);
      return reach == null ? new Decision.Open(cause(once)) : forbidden(missed(known, reach));
    } finally {
      once.close();
    }
  }

  private boolean possible(Segment one, Segment other, Reachability reach) {
    int first = other.first();
    if (reach.reaches(shape.overwrite(first), shape.commit(one.last()))) {
      return false;
    }
    if (one.port() >= 0 && reach.reaches(shape.commit(first), one.port())) {
      return false;
    }
    for (int read : one.readers()) {
      int reader = reads.reader(read);
      // Under cursor stability others may miss a write.
      boolean concerns = shape != Shape.CURSOR || reads.writes(reader, reads.readKey(read));
      if (concerns
          && reader != first
          && reach.reaches(shape.commit(first), shape.snapshot(reader))) {
        return false;
      }
    }
    return true;
  }

  private Decision search() {
    Search search = new Search(open);
    return switch (search.run(budget)) {
      case POSSIBLE -> {
        if (shape == Shape.SERIAL) {
          yield new Decision.Allowed(Optional.of(search.order()));
        }
        // A final check that ran out of memory says nothing, and stops the budget.
        yield budget.exhausted() == null
            ? new Decision.Allowed()
            : new Decision.Open(cause(budget));
      }
      case UNKNOWN -> new Decision.Open(cause(budget));
      case IMPOSSIBLE -> {
        NoOrder told = new NoOrder(reads, graph, explainer, budget);
        List<Choice> few =
            told.fewest(
                open, some -> new Search(some).run(budget) == AcyclicSearch.Answer.IMPOSSIBLE);
        yield new Decision.Forbidden(
            List.of(told.violation(few, search.search.conflicts())), Optional.empty());
      }
    };
  }

  /** One search among some of the choices. */
  private final class Search {
    private final AcyclicSearch search =
        new AcyclicSearch(graph.nodes(), shape.nodes(reads.size()));
    private final List<Antidependency> misses = new ArrayList<>(graph.antidependencies());

    Search(List<Choice> among) {
      Edges known = graph.edges();
      for (int e = 0; e < known.size(); e++) {
        search.edge(known.from(e), known.to(e), known.label(e), Edges.ALWAYS);
      }
      for (Choice choice : among) {
        int literal = 2 * search.variable();
        for (Choice c = choice; c != null; c = c.also()) {
          precedes(c.one(), c.other(), c.key(), literal);
          precedes(c.other(), c.one(), c.key(), literal + 1);
        }
      }
    }

    private void precedes(Segment one, Segment other, int key, int literal) {
      int first = other.first();
      if (one.port() >= 0) {
        search.edge(one.port(), shape.commit(first), Dependency.PORT.label(key), literal);
      }
      for (int read : one.readers()) {
        int reader = reads.reader(read);
        int label = Dependency.RW.label(read);
        if (reader == first) {
          continue;
        }
        if (shape == Shape.PARALLEL) {
          misses.add(new Antidependency(reader, first, label, literal));
        }
        if (shape.antidependencies() || reads.writes(reader, key)) {
          search.edge(shape.snapshot(reader), shape.commit(first), label, literal);
        }
      }
      // The last edge added is the first that the search looks at when it guesses.
      search.edge(
          shape.commit(one.last()), shape.overwrite(first), Dependency.WW.label(key), literal);
    }

    AcyclicSearch.Answer run(Budget limit) {
      return search.solve(limit, shape == Shape.PARALLEL ? this::rejects : null);
    }

    int[] order() {
      long[] ranked = new long[reads.size()];
      int count = 0;
      for (int t = 0; t < reads.size(); t++) {
        if (reads.part(t)) {
          ranked[count++] = (long) search.rank(shape.commit(t)) << 32 | t;
        }
      }
      Arrays.sort(ranked, 0, count);
      int[] order = new int[count];
      for (int i = 0; i < count; i++) {
        order[i] = (int) ranked[i];
      }
      return order;
    }

    /** Under parallel snapshot isolation: a cycle with one {@code rw} in a full choice. */
    private int @Nullable [] rejects(AcyclicSearch chosen) {
      Digraph present = new Digraph(graph.nodes(), chosen.edges(), chosen::present);
      Budget once = budget.child();
      try {
        Reachability reach =
            Reachability.of(
                present, new Components(present).order(), graph.nodes(), graph.follow(), once);
        if (reach == null) {
          Cause cause = once.exhausted();
          budget.stop(cause == null ? new Cause(Cause.Kind.MEMORY, "the memory ran out") : cause);
          return null;
        }
        for (Antidependency miss : misses) {
          boolean there = miss.guard() == Edges.ALWAYS || chosen.holds(miss.guard());
          if (there && reach.reaches(miss.to(), miss.from())) {
            TreeSet<Integer> clause = new TreeSet<>();
            if (miss.guard() != Edges.ALWAYS) {
              clause.add(miss.guard() ^ 1);
            }
            for (int edge : path(present, miss.to(), miss.from())) {
              if (chosen.edges().guard(edge) != Edges.ALWAYS) {
                clause.add(chosen.edges().guard(edge) ^ 1);
              }
            }
            return clause.stream().mapToInt(Integer::intValue).toArray();
          }
        }
        return null;
      } finally {
        once.close();
      }
    }
  }
}

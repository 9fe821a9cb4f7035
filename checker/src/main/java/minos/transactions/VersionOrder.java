package minos.transactions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.transactions.DependencyGraph.Antidependency;
import minos.transactions.DependencyGraph.Segment;
import minos.transactions.OpenChoices.Choice;
import minos.transactions.graph.AcyclicSearch;
import minos.transactions.graph.Components;
import minos.transactions.graph.Digraph;
import minos.transactions.graph.IntList;
import minos.transactions.graph.Reachability;
import minos.transactions.graph.ShortestPath;
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
 * from then on [2, 3]; that is repeated until little changes. What is left is searched by {@link
 * PolygraphSearch}.
 *
 * <p>Sound and complete: the level forbids the history if and only if no way to choose leaves the
 * graph without a cycle [1, 4], and the search is complete.
 *
 * <p>Cost: for each round of deciding, the reachability of the known graph and constant time a
 * choice; the search for the rest is exponential at worst, and about linear where the store kept
 * its promise. Without choices: linear.
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
  /** A round that decides fewer than one of so many open choices is not worth another. */
  private static final int FEW = 8;

  private final ReadsFrom reads;
  private final DependencyGraph graph;
  private final Shape shape;
  private final Budget budget;
  private final Explainer explainer;
  private final int forced;
  private List<Choice> open = List.of();
  private @Nullable Choice contradiction;
  private boolean expanded;
  private boolean thorough;
  private int[] order = {};

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
      order = components.order();
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
          if (!expand(reach)) {
            return new Decision.Open(cause(budget));
          }
        } else {
          changed = reach != null && worthwhile(prune(reach));
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

  private boolean expand(@Nullable Reachability reach) {
    List<Choice> found = new OpenChoices(graph, budget).find(reach, ranks());
    open = found == null ? List.of() : found;
    expanded = true;
    return found != null;
  }

  /** The place of each node in a topological order of what the last round knew. */
  private int[] ranks() {
    int[] rank = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    return rank;
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
        int[] path = ShortestPath.of(known, miss.to(), miss.from());
        List<Link> cycle = new ArrayList<>();
        if (path.length > 0) {
          Cycles cycles = new Cycles(shape, reads.size(), explainer, budget);
          cycle.addAll(cycles.withOneMiss(cycles.links(path, graph.edges(), forced), 0));
        }
        cycle.add(
            new Link(
                miss.from(), miss.to(), Dependency.RW, Dependency.number(miss.label()), false));
        return cycle;
      }
    }
    return List.of();
  }

  /**
   * Decides the choices that the known graph decides, and answers how many. One of which neither
   * order is possible is kept as the contradiction.
   */
  private int prune(Reachability reach) {
    List<Choice> left = new ArrayList<>();
    List<Choice> here = new ArrayList<>();
    List<Choice> there = new ArrayList<>();
    for (Choice choice : open) {
      boolean forwards = possible(choice, true, reach);
      boolean backwards = possible(choice, false, reach);
      if (!forwards && !backwards) {
        contradiction = choice;
        return 0;
      }
      (forwards ? backwards ? left : here : there).add(choice);
    }
    here.forEach(choice -> order(choice, true));
    there.forEach(choice -> order(choice, false));
    open = left;
    return here.size() + there.size();
  }

  /**
   * Whether to look again after so many choices were decided. Where many are open and few of them
   * fell, searching them costs less; should there be no solution, it is looked for one round after
   * the other after all, for what comes of that is easier to believe.
   */
  private boolean worthwhile(int decided) {
    return thorough ? decided > 0 : decided > open.size() / FEW;
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
    PolygraphSearch search = new PolygraphSearch(reads, graph, inOrder());
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
        if (!thorough) {
          thorough = true;
          yield decide();
        }
        NoOrder told = new NoOrder(reads, graph, explainer, budget);
        List<Choice> few =
            told.fewest(
                open,
                some ->
                    new PolygraphSearch(reads, graph, some).run(budget)
                        == AcyclicSearch.Answer.IMPOSSIBLE);
        yield new Decision.Forbidden(
            List.of(told.violation(few, search.conflicts())), Optional.empty());
      }
    };
  }

  /** The open choices by their places in the history: those that concern each other are near. */
  private List<Choice> inOrder() {
    int[] rank = ranks();
    return open.stream()
        .sorted(
            Comparator.comparingInt(
                choice ->
                    Math.max(
                        rank[shape.commit(choice.one().first())],
                        rank[shape.commit(choice.other().first())])))
        .toList();
  }
}

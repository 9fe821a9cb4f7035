package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import minos.check.Budget;
import minos.transactions.DependencyGraph.Antidependency;
import minos.transactions.DependencyGraph.Segment;
import minos.transactions.OpenChoices.Choice;
import minos.transactions.graph.AcyclicSearch;
import minos.transactions.graph.Components;
import minos.transactions.graph.Digraph;
import minos.transactions.graph.Edges;
import minos.transactions.graph.Reachability;
import minos.transactions.graph.ShortestPath;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * One search for a way to choose the order of some versions that leaves the graph of dependencies
 * without a cycle: the edges of each order are guarded by a literal of {@link AcyclicSearch}. Under
 * parallel snapshot isolation a full choice is looked at once more, for a cycle with one {@code rw}
 * is forbidden there, whose other edges are no path of the search's.
 */
final class PolygraphSearch {
  private final ReadsFrom reads;
  private final DependencyGraph graph;
  private final Shape shape;
  private final AcyclicSearch search;
  private final List<Antidependency> misses;

  /** Prepares a search. */
  PolygraphSearch(ReadsFrom reads, DependencyGraph graph, List<Choice> among) {
    this.reads = reads;
    this.graph = graph;
    this.shape = graph.shape();
    this.search = new AcyclicSearch(graph.nodes(), shape.nodes(reads.size()));
    this.misses = new ArrayList<>(graph.antidependencies());
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

  AcyclicSearch.Answer run(Budget budget) {
    return search.solve(budget, shape == Shape.PARALLEL ? chosen -> rejects(chosen, budget) : null);
  }

  /** How many conflicts the search met. */
  long conflicts() {
    return search.conflicts();
  }

  /** The transactions in the order that was found. */
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
  private int @Nullable [] rejects(AcyclicSearch chosen, Budget budget) {
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
          for (int edge : ShortestPath.of(present, miss.to(), miss.from())) {
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

package minos.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import minos.check.Budget;
import minos.transactions.OpenChoices.Choice;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * Says that no order of the versions will do: by few pairs of writes, none of which can be left
 * out, and, where there are no more than {@value #SPELLED_OUT}, by the circle that each order of
 * these closes.
 */
final class NoOrder {
  private static final int CORE = 200;
  private static final int SHOWN = 10;
  private static final int SPELLED_OUT = 3;

  private final ReadsFrom reads;
  private final DependencyGraph graph;
  private final Explainer explainer;
  private final Budget budget;

  NoOrder(ReadsFrom reads, DependencyGraph graph, Explainer explainer, Budget budget) {
    this.reads = reads;
    this.graph = graph;
    this.explainer = explainer;
    this.budget = budget;
  }

  /** Some of the choices such that no order of these will do, while each is needed. */
  List<Choice> fewest(List<Choice> open, Predicate<List<Choice>> impossible) {
    List<Choice> core = new ArrayList<>(open);
    for (int i = core.size() - 1;
        open.size() <= CORE && i >= 0 && budget.exhausted() == null;
        i--) {
      List<Choice> fewer = new ArrayList<>(core);
      fewer.remove(i);
      if (impossible.test(fewer)) {
        core = fewer;
      }
    }
    return core;
  }

  /** The violation, told by these choices. */
  Violation violation(List<Choice> core, long conflicts) {
    Set<Integer> concerned = new TreeSet<>();
    List<String> sentences = new ArrayList<>();
    String summary =
        "whatever the order of "
            + core.size()
            + (core.size() == 1 ? " pair" : " pairs")
            + " of writes that no read tells, the transactions depend on each other in a circle";
    for (Choice choice : core) {
      if (concerned.size() < 2 * SHOWN) {
        concerned.add(choice.one().last());
        concerned.add(choice.other().last());
      }
      if (sentences.size() < SHOWN) {
        sentences.add(
            explainer.name(choice.one().last())
                + " and "
                + explainer.name(choice.other().last())
                + " both wrote "
                + key(choice));
      }
    }
    List<String> circles = circles(core, concerned);
    sentences.addAll(circles);
    if (circles.isEmpty()) {
      sentences.add("the search met " + conflicts + " conflicts");
    }
    return explainer.violation(summary, sentences, concerned);
  }

  private Object key(Choice choice) {
    return reads.transactions().keyName(choice.key());
  }

  /**
   * A sentence for each order of the pairs; none if they are many, or one of them has no circle.
   */
  private List<String> circles(List<Choice> core, Set<Integer> concerned) {
    List<String> circles = new ArrayList<>();
    Set<Integer> met = new TreeSet<>();
    if (core.size() > SPELLED_OUT || graph.shape() == Shape.PARALLEL) {
      return circles;
    }
    for (int orders = 0; orders < 1 << core.size(); orders++) {
      int known = graph.edges().size();
      List<String> order = new ArrayList<>();
      for (int i = 0; i < core.size(); i++) {
        order.add(assume(core.get(i), (orders >> i & 1) == 0));
      }
      List<Violation> found =
          new Cycles(graph.shape(), reads.size(), explainer, budget)
              .in(graph.nodes(), graph.edges(), known);
      graph.edges().truncate(known);
      if (found.isEmpty() || !(found.get(0).explanation() instanceof Explanation.Cycle circle)) {
        return List.of();
      }
      found.get(0).operations().forEach(operation -> met.add(operation.ordinal()));
      circles.add("If " + String.join(", and ", order) + ": " + explainer.around(circle));
    }
    concerned.addAll(met);
    return circles;
  }

  /** Adds what follows from an order of a pair, and says which. */
  private String assume(Choice choice, boolean forwards) {
    for (Choice c = choice; c != null; c = c.also()) {
      graph.precedes(forwards ? c.one() : c.other(), forwards ? c.other() : c.one(), c.key());
    }
    return explainer.name(forwards ? choice.one().last() : choice.other().last())
        + "'s "
        + key(choice)
        + " is the older one";
  }
}

package minos.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minos.check.Budget;
import minos.transactions.graph.Edges;
import minos.transactions.graph.IntList;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Violation;

/** Decides one level for known reads-from. */
final class LevelEngine {
  /** Histories so small are searched right away. */
  private static final int SMALL = 50;

  private final IsolationLevel level;
  private final boolean sessions;
  private final boolean realTime;
  private final boolean timed;

  /**
   * An engine.
   *
   * @param sessions whether the order of sessions counts
   * @param realTime whether the order of real time counts
   * @param timed whether there is an order of real time
   */
  LevelEngine(IsolationLevel level, boolean sessions, boolean realTime, boolean timed) {
    this.level = level;
    this.sessions = sessions;
    this.realTime = realTime;
    this.timed = timed;
  }

  /** The orders that count, as edges between transactions. */
  Edges given(ReadsFrom reads) {
    Edges given = new Edges();
    if (sessions) {
      GivenOrder.sessions(reads, given);
    }
    if (realTime) {
      GivenOrder.realTime(reads, given);
    }
    return given;
  }

  /** Decides; every read has one source. */
  Decision decide(ReadsFrom reads, Budget budget) {
    return switch (level.family()) {
      case READ_UNCOMMITTED -> readUncommitted(reads, budget);
      case READ_COMMITTED -> commitOrder(reads, CommitOrder.Axiom.READ_COMMITTED, budget);
      case READ_ATOMIC -> commitOrder(reads, CommitOrder.Axiom.READ_ATOMIC, budget);
      case CAUSAL -> commitOrder(reads, CommitOrder.Axiom.CAUSAL, budget);
      case CURSOR_STABILITY -> cursorStability(reads, budget);
      case PARALLEL_SNAPSHOT -> dependencies(reads, Shape.PARALLEL, given(reads), budget);
      case PREFIX -> dependencies(reads, Shape.PREFIX, given(reads), budget);
      case SNAPSHOT -> dependencies(reads, Shape.SNAPSHOT, given(reads), budget);
      case SERIAL -> dependencies(reads, Shape.SERIAL, given(reads), budget);
    };
  }

  private static Decision readUncommitted(ReadsFrom reads, Budget budget) {
    Edges edges = new Edges();
    ShownOrder.versions(reads, edges);
    List<Violation> violations =
        new Cycles(Shape.SERIAL, reads.size(), new Explainer(reads), budget)
            .in(reads.size(), edges, Integer.MAX_VALUE);
    return violations.isEmpty()
        ? new Decision.Allowed()
        : new Decision.Forbidden(violations, Optional.of(Set.of()));
  }

  private Decision commitOrder(ReadsFrom reads, CommitOrder.Axiom axiom, Budget budget) {
    CommitOrder order = new CommitOrder(reads, axiom, given(reads));
    IntList cycle = order.run(budget);
    if (cycle == null) {
      Cause cause = budget.exhausted();
      return new Decision.Open(
          cause == null ? new Cause(Cause.Kind.INTERRUPTED, "the check was stopped") : cause);
    }
    return cycle.size() == 0 ? new Decision.Allowed() : forbidden(reads, order, axiom, cycle);
  }

  private static Decision forbidden(
      ReadsFrom reads, CommitOrder order, CommitOrder.Axiom axiom, IntList path) {
    Explainer explainer = new Explainer(reads);
    Edges edges = order.edges();
    List<Link> cycle = new ArrayList<>();
    Set<Integer> support = new TreeSet<>();
    boolean derived = false;
    for (int i = 0; i < path.size(); i++) {
      int edge = path.get(i);
      Dependency why = Dependency.of(edges.label(edge));
      int number = Dependency.number(edges.label(edge));
      cycle.add(new Link(edges.from(edge), edges.to(edge), why, number, false));
      derived |= why == Dependency.ORDER || why == Dependency.RW;
      if (why == Dependency.WR || why == Dependency.RW || why == Dependency.ORDER) {
        support.add(number);
      }
      if (why == Dependency.ORDER) {
        order.knowledge(edges.from(edge), number, support);
      }
    }
    Anomaly anomaly =
        !derived
            ? Cycles.name(cycle)
            : switch (axiom) {
              case READ_COMMITTED -> Anomaly.NON_MONOTONIC_READ;
              case READ_ATOMIC -> Anomaly.FRACTURED_READ;
              case CAUSAL -> Anomaly.CAUSALITY_VIOLATION;
            };
    return new Decision.Forbidden(
        List.of(explainer.violation(anomaly, cycle)), Optional.of(support));
  }

  private Decision cursorStability(ReadsFrom reads, Budget budget) {
    CommitOrder order = new CommitOrder(reads, CommitOrder.Axiom.READ_COMMITTED, given(reads));
    IntList cycle = order.run(budget);
    if (cycle == null || cycle.size() > 0) {
      return commitOrder(reads, CommitOrder.Axiom.READ_COMMITTED, budget);
    }
    Edges given = given(reads);
    for (int e = 0; e < order.edges().size(); e++) {
      if (Dependency.of(order.edges().label(e)) == Dependency.ORDER) {
        given.add(order.edges().from(e), order.edges().to(e), order.edges().label(e));
      }
    }
    return dependencies(reads, Shape.CURSOR, given, budget);
  }

  /**
   * Judges by dependencies. Where the order of versions is open, stronger orders are tried first: a
   * history that real time or sessions explain needs no search, and most stores' histories are
   * such. Adding an order only adds edges, so what is allowed with it is allowed without. Likewise
   * snapshot isolation is tried before parallel snapshot isolation, whose search is slower.
   */
  private Decision dependencies(ReadsFrom reads, Shape shape, Edges given, Budget budget) {
    DependencyGraph graph = DependencyGraph.of(reads, shape, given);
    if (shape == Shape.PARALLEL && !graph.open().isEmpty() && reads.size() > SMALL) {
      Decision snapshot = dependencies(reads, Shape.SNAPSHOT, given, budget);
      if (!(snapshot instanceof Decision.Forbidden)) {
        return snapshot;
      }
    }
    if (!graph.open().isEmpty() && reads.size() > SMALL && timed && !(realTime && sessions)) {
      Edges more = new Edges();
      for (int e = 0; e < given.size(); e++) {
        more.add(given.from(e), given.to(e), given.label(e));
      }
      if (!sessions) {
        GivenOrder.sessions(reads, more);
      }
      if (!realTime) {
        GivenOrder.realTime(reads, more);
      }
      Decision stronger = decide(reads, DependencyGraph.of(reads, shape, more), budget);
      if (!(stronger instanceof Decision.Forbidden)) {
        return stronger;
      }
    }
    return decide(reads, graph, budget);
  }

  private static Decision decide(ReadsFrom reads, DependencyGraph graph, Budget budget) {
    Budget own = budget.child();
    try {
      if (!own.reserve(16L * graph.edges().size())) {
        Cause cause = own.exhausted();
        return new Decision.Open(
            cause == null ? new Cause(Cause.Kind.MEMORY, "the memory limit was reached") : cause);
      }
      return new VersionOrder(reads, graph, own).decide();
    } finally {
      own.close();
    }
  }
}

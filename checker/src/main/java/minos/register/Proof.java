package minos.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.Operation;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * Builds a cycle of operations, each of which must come before the next, out of nodes.
 *
 * <p>Not thread-safe; one use.
 */
public final class Proof {
  private final RegisterHistory history;
  private final List<Explanation.Edge> edges = new ArrayList<>();
  private final Set<Integer> operations = new LinkedHashSet<>();

  /** A proof about a history. */
  public Proof(RegisterHistory history) {
    this.history = history;
  }

  /** Adds a step; one between the halves of a compare-and-set is left out. */
  public Proof edge(int from, int to, String relation, String evidence) {
    if (history.op(from) != history.op(to)) {
      edges.add(
          new Explanation.Edge(history.operation(from), history.operation(to), relation, evidence));
    }
    return mention(from).mention(to);
  }

  /** Adds an operation that belongs to the proof without being in the cycle. */
  public Proof mention(int node) {
    if (node >= 0) {
      operations.add(history.op(node));
    }
    return this;
  }

  /** Adds a step of session order. */
  public Proof session(int from, int to) {
    return edge(
        from,
        to,
        "session",
        history.describe(from) + " came first in the session of " + history.describe(to));
  }

  /** Adds a step from a write to a read that saw it. */
  public Proof readsFrom(int write, int read) {
    return edge(
        write,
        read,
        "wr",
        history.describe(read) + " saw what " + history.describe(write) + " wrote");
  }

  /** Adds the steps of a path: session order within a chain or session, reads-from otherwise. */
  public Proof path(int[] nodes) {
    for (int i = 1; i < nodes.length; i++) {
      if (history.source(nodes[i]) == nodes[i - 1]) {
        readsFrom(nodes[i - 1], nodes[i]);
      } else {
        session(nodes[i - 1], nodes[i]);
      }
    }
    return this;
  }

  /** The violation that it proves. */
  public Violation violation(Anomaly anomaly, int culprit, String summary) {
    List<Operation> mentioned =
        operations.stream()
            .sorted(Comparator.naturalOrder())
            .map(history.history()::operation)
            .toList();
    return new Violation(
        anomaly,
        history.keyName(culprit),
        summary,
        Optional.of(history.operation(culprit)),
        mentioned,
        new Explanation.Cycle(edges));
  }
}

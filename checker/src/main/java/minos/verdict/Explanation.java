package minos.verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import minos.history.Operation;

/** The proof of a violation as data, to be rendered by whoever shows it. */
public sealed interface Explanation {
  /** The same about other operations, such as those that a derived history was made from. */
  Explanation relocated(UnaryOperator<Operation> where);

  /**
   * Every order of the operations before the culprit's completion ends in a state that rejects it.
   *
   * @param culprit the first completed operation that no order can place
   * @param lastPlaced the last operation, by completion, that could still be placed
   * @param states the states that were possible when the culprit had to take effect, and why each
   *     rejects it; bounded
   * @param complete whether {@code states} are all of them
   */
  record DeadEnd(
      Operation culprit, Optional<Operation> lastPlaced, List<StateThen> states, boolean complete)
      implements Explanation {
    /** Copies the list. */
    public DeadEnd {
      states = List.copyOf(states);
    }

    @Override
    public DeadEnd relocated(UnaryOperator<Operation> where) {
      return new DeadEnd(
          where.apply(culprit),
          lastPlaced.map(where),
          states.stream()
              .map(
                  then ->
                      new StateThen(
                          then.state(), then.pending().stream().map(where).toList(), then.reason()))
              .toList(),
          complete);
    }
  }

  /**
   * A state that was possible when the culprit had to take effect.
   *
   * @param state the state, described by the specification
   * @param pending operations open then that had not taken effect; the culprit not among them
   * @param reason why the culprit can't take effect
   */
  record StateThen(String state, List<Operation> pending, String reason) {
    /** Copies the list. */
    public StateThen {
      pending = List.copyOf(pending);
    }
  }

  /**
   * Operations each of which must come before the next, and the last before the first.
   *
   * @param edges the steps, in order; the last leads back to the first
   */
  record Cycle(List<Edge> edges) implements Explanation {
    /** Copies the list. */
    public Cycle {
      edges = List.copyOf(edges);
    }

    @Override
    public Cycle relocated(UnaryOperator<Operation> where) {
      return new Cycle(
          edges.stream()
              .map(
                  edge ->
                      new Edge(
                          where.apply(edge.from()),
                          where.apply(edge.to()),
                          edge.relation(),
                          edge.evidence()))
              .toList());
    }
  }

  /**
   * One operation must come before another.
   *
   * @param from the earlier
   * @param to the later
   * @param relation the name of the order that says so, such as {@code wr}, {@code ww}, {@code rw},
   *     {@code session}, {@code real-time}
   * @param evidence a sentence: why
   */
  record Edge(Operation from, Operation to, String relation, String evidence) {}

  /**
   * A proof that is best said in sentences.
   *
   * @param sentences in order
   */
  record Findings(List<String> sentences) implements Explanation {
    /** Copies the list. */
    public Findings {
      sentences = List.copyOf(sentences);
    }

    @Override
    public Findings relocated(UnaryOperator<Operation> where) {
      return this;
    }
  }
}

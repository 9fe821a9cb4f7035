package minos.counterexample;

import java.util.Optional;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.verdict.Violation;

/**
 * Makes counterexamples of violations: the entry point of this package.
 *
 * <pre>{@code
 * HistoryBuilder builder = new HistoryBuilder();
 * for (int i = 0; i < 100; i++) {
 *   builder.accept(Event.of(EventType.INVOKE, Value.of(0), "write", Value.of(i)));
 *   builder.accept(Event.of(EventType.OK, Value.of(0), "write", Value.of(i)));
 * }
 * builder.accept(Event.of(EventType.INVOKE, Value.of(1), "read", null));
 * builder.accept(Event.of(EventType.OK, Value.of(1), "read", Value.of(3)));
 * History history = builder.build();
 * Check check = new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS));
 * if (check.check(history, Budget.unlimited()).verdict() instanceof Verdict.Violated violated) {
 *   Counterexample small =
 *       Counterexamples.of(check, history, violated.violations().get(0), Budget.unlimited())
 *           .orElseThrow();
 *   // Left of 101: the write of 3, one that came after it, and the read.
 *   assert small.minimal() && small.operations().size() == 3;
 * }
 * }</pre>
 *
 * <p>The operations on the violated key are cut off at the earliest completion that leaves them
 * violated (found by bisection, because every prefix of a consistent history is consistent), then
 * {@link Reducer} leaves out what it may, and what is left is judged again from the beginning, by
 * another algorithm where there is one. A part counts as violated if it shows the same: the anomaly
 * of that name, of the same culprit. Stateless.
 */
public final class Counterexamples {
  /** More operations than this are not a small counterexample. */
  public static final int FEW = 16;

  private Counterexamples() {}

  /**
   * The counterexample of a violation.
   *
   * @param check what found it
   * @param history the history in which it was found
   * @param violation one of the violations of that result
   * @param budget how long it may take, and how much hold; at its end the smallest so far counts
   * @return empty if nothing is known of how to reduce histories for this check, or there was not
   *     even time to judge once
   */
  public static Optional<Counterexample> of(
      Check check, History history, Violation violation, Budget budget) {
    return Subjects.of(check).flatMap(subject -> of(subject, history, violation, budget));
  }

  private static Optional<Counterexample> of(
      Subject subject, History history, Violation violation, Budget budget) {
    Shrinking run = new Shrinking(subject, history, violation, budget);
    return run.start() ? run.finish() : Optional.empty();
  }
}

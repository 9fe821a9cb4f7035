package minos.check;

import minos.history.History;
import minos.verdict.CheckResult;

/**
 * Decides whether a history satisfies one consistency model. Implementations are immutable and safe
 * for use by several threads.
 */
public interface Check {
  /** The name of what is checked, as on the command line. */
  String consistency();

  /** The name of the specification that it is checked against. */
  String model();

  /**
   * Judges a history.
   *
   * @param budget the limits; an implementation polls it and answers <em>undecided</em> within a
   *     second of reaching one
   * @throws minos.spec.UnknownCallException if the history has operations that the specification
   *     does not know
   */
  CheckResult check(History history, Budget budget);
}

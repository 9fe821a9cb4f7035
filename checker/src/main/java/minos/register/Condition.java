package minos.register;

import minos.check.Budget;
import minos.verdict.Verdict;

/**
 * Decides one consistency model for a history in which it is settled which write each read saw.
 * Implementations are immutable.
 *
 * <p>A condition must be closed under leaving reads out: if a history satisfies it, so does the
 * history without some of its reads. {@link Sources} relies on it.
 */
@FunctionalInterface
public interface Condition {
  /**
   * Judges a history.
   *
   * @param history has no read from thin air
   */
  Verdict decide(RegisterHistory history, Budget budget);
}

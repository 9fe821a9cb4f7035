package minos.causal;

import minos.check.Budget;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Verdict;

/**
 * Decides a condition whose procedure is complete only where a session's reads are totally ordered.
 *
 * <p>A session that spans processes may have overlapping operations, which leaves their order open.
 * Then a violation found by the procedure stands, as it uses only the order that there is. If it
 * finds none, the operations of each session are put in the order of their invocations: if the
 * condition holds with that, which is more than was asked, it holds. Otherwise it is undecided.
 */
final class Serialized {
  private Serialized() {}

  static Verdict decide(Condition condition, RegisterHistory history, Budget budget) {
    Verdict verdict = condition.decide(history, budget);
    if (!(verdict instanceof Verdict.Consistent) || history.readsInOrder()) {
      return verdict;
    }
    Verdict ordered = condition.decide(history.serialized(), budget);
    return ordered instanceof Verdict.Violated
        ? new Verdict.Undecided(
            new Cause(
                Cause.Kind.UNSUPPORTED,
                "operations of one session overlap: no violation was found, but their order is open,"
                    + " and in the order of their invocations there is one. Leave out --session to"
                    + " take each process for a session"))
        : ordered;
  }
}

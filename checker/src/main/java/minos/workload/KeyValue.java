package minos.workload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;

/**
 * {@code lin-kv}: a linearizable compare-and-set register for each key. Takes keyed values apart
 * and leaves the judging to the check that it is given.
 */
final class KeyValue implements Check {
  private static final String NAME = "lin-kv";

  private final Optional<Check> register;

  KeyValue(Optional<Check> register) {
    this.register = register;
  }

  Optional<Check> register() {
    return register;
  }

  @Override
  public String consistency() {
    return WorkloadChecks.PREFIX + NAME;
  }

  @Override
  public String model() {
    return NAME;
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    if (register.isEmpty()) {
      return undecided("no check of linearizability was given for the keys");
    }
    History keyed = history;
    if (history.looksKeyedByValue()) {
      try {
        keyed = history.keyedByValue();
      } catch (MalformedHistoryException e) {
        return undecided(String.valueOf(e.getMessage()));
      }
    }
    CheckResult result = register.get().check(keyed, budget);
    return new CheckResult(
        consistency(),
        model(),
        result.verdict(),
        result.elapsed(),
        result.algorithm(),
        result.assumptions(),
        result.details());
  }

  private CheckResult undecided(String why) {
    return new CheckResult(
        consistency(),
        model(),
        new Verdict.Undecided(new Cause(Cause.Kind.UNSUPPORTED, why)),
        Duration.ZERO,
        "linearizability of each key",
        List.of(),
        Dict.EMPTY);
  }
}

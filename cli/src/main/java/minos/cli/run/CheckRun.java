package minos.cli.run;

import java.time.Duration;
import java.util.List;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.value.Dict;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;

/** One check of a history. A limit that stops it, or keeps it from beginning, makes a result. */
record CheckRun(Check check, History history, Budget budget) {
  CheckResult result() {
    Cause stopped = budget.exhausted();
    if (stopped != null) {
      return none(check, stopped.kind(), stopped.message() + ", before this check began");
    }
    try {
      return NeverGreen.guard(history, check.check(history, budget));
    } catch (OutOfMemoryError e) {
      return none(check, Cause.Kind.MEMORY, FileFailures.usedUp());
    }
  }

  /** The result of a check that did not come to one. */
  static CheckResult none(Check check, Cause.Kind kind, String message) {
    return new CheckResult(
        check.consistency(),
        check.model(),
        new Verdict.Undecided(new Cause(kind, message)),
        Duration.ZERO,
        "none",
        List.of(),
        Dict.EMPTY);
  }
}

package minos.consistency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.register.RegisterOptions;
import minos.value.Dict;
import minos.verdict.Anomaly;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** Linearizability by its definition, for small histories: stands in for the real check. */
record BruteForceLinearizability(RegisterOptions options) implements Check {
  @Override
  public String consistency() {
    return "linearizable";
  }

  @Override
  public String model() {
    return "register";
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    boolean yes = new Definitions(history, options).satisfies(ConsistencyModel.LINEARIZABLE);
    Verdict verdict =
        yes
            ? new Verdict.Consistent()
            : new Verdict.Violated(
                new Violation(
                    Anomaly.NOT_LINEARIZABLE,
                    Optional.empty(),
                    "no order",
                    Optional.empty(),
                    List.of(),
                    new Explanation.Findings(List.of())));
    return NeverGreen.guard(
        history,
        new CheckResult(
            consistency(), model(), verdict, Duration.ZERO, "brute-force", List.of(), Dict.EMPTY));
  }
}

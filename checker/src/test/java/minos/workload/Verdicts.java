package minos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** What tests say of results. */
final class Verdicts {
  private Verdicts() {}

  static void assertConsistent(CheckResult result) {
    assertThat(result.verdict().judgement()).as("%s", result).isEqualTo(Judgement.CONSISTENT);
  }

  /** Violated, by these anomalies in any order, each once or more. */
  static List<Violation> assertViolated(CheckResult result, Anomaly... anomalies) {
    assertThat(result.verdict()).as("%s", result).isInstanceOf(Verdict.Violated.class);
    List<Violation> violations = ((Verdict.Violated) result.verdict()).violations();
    assertThat(violations.stream().map(Violation::anomaly).distinct())
        .containsExactlyInAnyOrder(anomalies);
    return violations;
  }

  static String assertUndecided(CheckResult result, Cause.Kind kind) {
    assertThat(result.verdict()).as("%s", result).isInstanceOf(Verdict.Undecided.class);
    Cause cause = ((Verdict.Undecided) result.verdict()).cause();
    assertThat(cause.kind()).as("%s", cause).isEqualTo(kind);
    return cause.message();
  }

  /** One of Jepsen's result fields, as EDN. */
  static String field(CheckResult result, String name) {
    Value value = result.details().get(name);
    return value == null ? "absent" : value.toString();
  }
}

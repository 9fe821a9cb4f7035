package minos.consistency;

import java.time.Duration;
import java.util.List;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.register.Accesses;
import minos.register.RegisterOptions;
import minos.value.Dict;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;

/** A consistency model of registers as a check. */
final class RegisterCheck implements Check {
  /** Decides a model. */
  @FunctionalInterface
  interface Decision {
    /** Judges the accesses of a history. */
    Verdict decide(Accesses accesses, Budget budget);
  }

  private final String name;
  private final RegisterOptions options;
  private final String algorithm;
  private final List<String> assumptions;
  private final Decision decision;

  RegisterCheck(
      String name,
      RegisterOptions options,
      String algorithm,
      List<String> assumptions,
      Decision decision) {
    this.name = name;
    this.options = options;
    this.algorithm = algorithm;
    this.assumptions = List.copyOf(assumptions);
    this.decision = decision;
  }

  @Override
  public String consistency() {
    return name;
  }

  @Override
  public String model() {
    return "register";
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    Accesses accesses = Accesses.of(history, options);
    Verdict verdict = decision.decide(accesses, budget);
    return NeverGreen.guard(
        history,
        new CheckResult(
            name,
            model(),
            verdict,
            Duration.ofNanos(System.nanoTime() - started),
            algorithm,
            assumptions,
            Dict.EMPTY));
  }
}

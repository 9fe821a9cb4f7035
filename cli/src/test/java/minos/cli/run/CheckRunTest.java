package minos.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;

final class CheckRunTest {
  /** A check for which the heap is too small. */
  private record Large() implements Check {
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
      throw new OutOfMemoryError("of a test");
    }
  }

  private static Cause cause(Budget budget) throws Exception {
    CheckResult result = new CheckRun(new Large(), new HistoryBuilder().build(), budget).result();
    assertThat(result.consistency()).isEqualTo("linearizable");
    return ((Verdict.Undecided) result.verdict()).cause();
  }

  @Test
  void aCheckThatDoesNotFitIntoMemoryIsUndecided() throws Exception {
    assertThat(cause(Budget.unlimited()))
        .isEqualTo(new Cause(Cause.Kind.MEMORY, FileFailures.usedUp()));
  }

  @Test
  void aCheckAfterTheLimitDoesNotBegin() throws Exception {
    Budget budget = Budget.unlimited();
    budget.stop(new Cause(Cause.Kind.TIMEOUT, "the time was up"));

    assertThat(cause(budget))
        .isEqualTo(new Cause(Cause.Kind.TIMEOUT, "the time was up, before this check began"));
  }
}

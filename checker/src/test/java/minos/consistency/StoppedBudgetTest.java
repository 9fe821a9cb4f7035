package minos.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalLong;
import minos.check.Budget;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.register.RegisterOptions;
import minos.staleness.Bound;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A check that is stopped, or runs out of memory, says so. */
final class StoppedBudgetTest {
  private static final RegisterOptions OPTIONS = RegisterOptions.DEFAULTS;

  private static CheckResult check(ConsistencyModel model, Budget budget)
      throws MalformedHistoryException {
    History history = MillionOperationsTest.linearizable(20_000, 8, 10, 3);
    return new RegisterCheck(model, OPTIONS, Bound.versions(2)).check(history, budget);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SEQUENTIAL",
        "PER_KEY_SEQUENTIAL",
        "PROCESSOR",
        "CAUSAL_CONVERGENCE",
        "CAUSAL_MEMORY",
        "CAUSAL",
        "PRAM",
        "SESSION"
      })
  void aStoppedCheckIsUndecided(ConsistencyModel model) throws MalformedHistoryException {
    Budget budget = Budget.unlimited();
    budget.stop(new Cause(Cause.Kind.INTERRUPTED, "somebody stopped it"));

    Verdict verdict = check(model, budget).verdict();

    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    assertThat(((Verdict.Undecided) verdict).cause().kind()).isEqualTo(Cause.Kind.INTERRUPTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"SEQUENTIAL", "CAUSAL_CONVERGENCE", "CAUSAL_MEMORY", "CAUSAL", "PRAM"})
  void tooLittleMemoryIsUndecided(ConsistencyModel model) throws MalformedHistoryException {
    Budget budget = Budget.of(Optional.empty(), OptionalLong.of(1 << 16), 1);

    Verdict verdict = check(model, budget).verdict();

    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    assertThat(((Verdict.Undecided) verdict).cause().kind()).isEqualTo(Cause.Kind.MEMORY);
  }

  @Test
  void namesGiveChecksAndOthersAreRefused() {
    ConsistencyChecks checks =
        ConsistencyChecks.of(OPTIONS, new BruteForceLinearizability(OPTIONS));

    for (String name : ConsistencyChecks.names()) {
      assertThat(checks.byName(name).model()).isNotEmpty();
    }
    assertThat(checks.byName("bounded-staleness:500ms").consistency())
        .isEqualTo("bounded-staleness:500ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checks.byName("casual"))
        .withMessageStartingWith(
            "`casual` is no consistency model; known are linearizable, sequential,");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checks.byName("causal:2"))
        .withMessage("`causal:2` has a bound, which only bounded-staleness takes");
  }
}

package minos.simulation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import minos.history.Operation;
import minos.simulation.Breakage;
import minos.simulation.Simulation;
import minos.simulation.SimulationOptions;
import minos.simulation.StoreKind;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verdicts agree with the truth. {@code -Dminos.simulation.seeds=1000} tries more histories than
 * usual.
 */
final class ScenarioTest {
  private static final int SEEDS = Integer.getInteger("minos.simulation.seeds", 25);

  static Stream<Scenario> kept() {
    return Scenario.kept().stream();
  }

  static Stream<Scenario> broken() {
    return Scenario.broken().stream();
  }

  @ParameterizedTest
  @MethodSource
  void kept(Scenario scenario) {
    Score score = Score.of(scenario, 0, SEEDS);

    assertThat(score.disagreeing()).as("seeds").isEmpty();
    assertThat(score.occurred()).isZero();
    assertThat(score.undecided()).isZero();
  }

  @ParameterizedTest
  @MethodSource
  void broken(Scenario scenario) {
    Score score = Score.of(scenario, 0, SEEDS);

    assertThat(score.occurred()).isPositive();
    assertThat(score.precision()).isEqualTo(1);
    if (scenario.exact()) {
      assertThat(score.disagreeing()).as("seeds").isEmpty();
      assertThat(score.recall()).isEqualTo(1);
    } else {
      assertThat(score.recall()).isGreaterThan(0.5);
    }
  }

  @Test
  void everyBreakageOfEveryStoreIsTried() {
    for (StoreKind store : StoreKind.values()) {
      for (Breakage breakage : store.breakages()) {
        boolean elsewhere = breakage == Breakage.NO_REPAIR || isOfLeaders(breakage);
        assertThat(
                Scenario.broken().stream()
                    .map(Scenario::options)
                    .anyMatch(
                        options ->
                            options.breakages().contains(breakage)
                                && (options.store() == store || elsewhere)))
            .as("%s of %s", breakage, store)
            .isTrue();
      }
    }
  }

  /** All stores with a leader have it in common. */
  private static boolean isOfLeaders(Breakage breakage) {
    return breakage == Breakage.IGNORED_LEASE
        || breakage == Breakage.EARLY_ACK
        || breakage == Breakage.CHECK_THEN_ACT;
  }

  @Test
  void theCheckerBlamesReadsThatTheSimulatorKnowsToBeStale() {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.S3).breaking(Breakage.FOLLOWER_READS).build();
    for (long seed = 0; seed < SEEDS; seed++) {
      Simulation.Recorded recorded = Simulation.record(options.withSeed(seed));
      Verdict verdict = Judging.verdict(options, "regular", recorded.history());

      List<Long> known = recorded.report().culprits("regular");
      assertThat(verdict).as("seed %d", seed).isInstanceOf(Verdict.Violated.class);
      for (Violation violation : ((Verdict.Violated) verdict).violations()) {
        assertThat(violation.culprit().map(Operation::index))
            .as("seed %d: %s", seed, violation.summary())
            .hasValueSatisfying(index -> assertThat(known).contains(index));
      }
    }
  }
}

package minos.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured is what it is called, and is decided. Nothing here asserts a time. */
final class WorkloadsTest {
  /** What a search may have to give up on, where no monitor applies. */
  private static final List<String> SEARCHED =
      List.of("kv-c50", "register-c30", "fifo-queue", "priority-queue", "stack");

  @ParameterizedTest
  @MethodSource("workloads")
  void isDecidedAsItsNameSays(Workload workload) throws Exception {
    HistoryBuilder builder = new HistoryBuilder();
    workload.source().events(300, builder);
    History history = builder.build();
    Budget budget = Budget.of(Optional.of(Duration.ofSeconds(1)), OptionalLong.empty(), 1);
    CheckResult result = workload.check().get().check(history, budget);
    boolean bad =
        workload.name().endsWith("-stale")
            || workload.name().equals("crashed-64")
            || workload.name().equals("register-c30");

    assertThat(history.size()).isBetween(100, 310);
    Judgement expected = bad ? Judgement.VIOLATED : Judgement.CONSISTENT;
    if (SEARCHED.stream().anyMatch(workload.name()::startsWith)) {
      assertThat(result.verdict().judgement()).isIn(expected, Judgement.UNDECIDED);
    } else {
      assertThat(result.verdict().judgement()).as("%s", result).isEqualTo(expected);
    }
  }

  static Stream<Workload> workloads() {
    return Stream.concat(Workloads.table().stream(), Workloads.growth().stream());
  }

  @Test
  void namesAreDifferent() {
    assertThat(
            Stream.concat(Workloads.table().stream(), Workloads.growth().stream())
                .map(Workload::name))
        .doesNotHaveDuplicates();
  }

  @Test
  void anExponentIsThatOfThePower() {
    Exponent exponent = new Exponent();
    for (double size : new double[] {10, 100, 1_000}) {
      exponent.add(size, 3 * Math.pow(size, 1.5));
    }

    assertThat(exponent.fitted()).isCloseTo(1.5, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void aMeasurementSurvivesTheWayFromTheOtherJvm() {
    Measured measured = new Measured(10, "violated", "a, b", 1, 2, 3, 4, 5);

    assertThat(Measured.parse(measured.line())).isEqualTo(measured);
  }
}

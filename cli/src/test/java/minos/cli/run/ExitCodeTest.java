package minos.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExitCodeTest {
  @Test
  void numbersArePromises() {
    assertThat(Arrays.stream(ExitCode.values()).map(code -> code + " " + code.number()))
        .containsExactly(
            "CONSISTENT 0",
            "VIOLATED 1",
            "UNDECIDED 2",
            "USAGE 64",
            "BAD_DATA 65",
            "STORE_UNREACHABLE 69",
            "INTERNAL_ERROR 70",
            "INTERRUPTED 130");
  }

  @Test
  void theWorstOfSeveralIsInterruptedThenViolatedThenOurFaultThenBadDataThenUndecided() {
    List<ExitCode> worstFirst =
        List.of(
            ExitCode.INTERRUPTED,
            ExitCode.USAGE,
            ExitCode.VIOLATED,
            ExitCode.INTERNAL_ERROR,
            ExitCode.BAD_DATA,
            ExitCode.STORE_UNREACHABLE,
            ExitCode.UNDECIDED,
            ExitCode.CONSISTENT);

    assertThat(worstFirst).containsExactlyInAnyOrder(ExitCode.values());
    for (int i = 0; i < worstFirst.size(); i++) {
      for (int j = i; j < worstFirst.size(); j++) {
        assertThat(ExitCode.worst(List.of(worstFirst.get(j), worstFirst.get(i))))
            .isEqualTo(worstFirst.get(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyAConsistentVerdictIsGreen(Judgement judgement) {
    assertThat(ExitCode.of(judgement).number() == 0).isEqualTo(judgement == Judgement.CONSISTENT);
  }
}

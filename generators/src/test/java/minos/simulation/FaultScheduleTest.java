package minos.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultScheduleTest {
  @Test
  void readsEachKind() {
    FaultSchedule schedule =
        FaultSchedule.of("partition:300ms-600ms:0+2, crash:1s-2.5s:1,loss:0s-1s:0.1,slow:0s-1s:10");

    assertThat(schedule.faults())
        .containsExactly(
            new Fault(Fault.Kind.PARTITION, 300_000_000, 600_000_000, Set.of(0, 2), 0),
            new Fault(Fault.Kind.CRASH, 1_000_000_000, 2_500_000_000L, Set.of(1), 0),
            new Fault(Fault.Kind.LOSS, 0, 1_000_000_000, Set.of(), 0.1),
            new Fault(Fault.Kind.SLOW, 0, 1_000_000_000, Set.of(), 10));
    assertThat(schedule.faults().get(0)).hasToString("partition:300ms-600ms:0+2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fire:0s-1s:0", "crash:0s-1s", "crash:0-1:0", "crash:0s-1s:0.5"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> FaultSchedule.of(text))
        .hasMessage(
            "'"
                + text
                + "' is no fault; expected one such as partition:300ms-600ms:0+1, crash:1s-2s:0,"
                + " loss:0s-1s:0.1 or slow:0s-1s:10");
  }

  @Test
  void refusesAFaultThatEndsBeforeItBegins() {
    assertThatThrownBy(() -> FaultSchedule.of("crash:2s-1s:0"))
        .hasMessage("a fault ends after it begins, not from 2000000000 ns to 1000000000 ns");
  }
}

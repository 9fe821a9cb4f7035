package minos.causal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.register.Recording;
import minos.register.RegisterOptions;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Laws of recorded vector clocks, good and bad siblings. */
final class RecordedClocksTest {
  private static Verdict judge(Recording recording) {
    return new RecordedClocks(RegisterOptions.DEFAULTS)
        .check(recording.history(), Budget.unlimited())
        .verdict();
  }

  private static Violation only(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    assertThat(((Verdict.Violated) verdict).violations()).hasSize(1);
    return ((Verdict.Violated) verdict).violations().get(0);
  }

  private static Map<String, Integer> clock(int a, int b) {
    return Map.of("a", a, "b", b);
  }

  @Test
  void clocksThatContainWhatWasObservedAreInOrder() {
    Verdict verdict =
        judge(
            new Recording()
                .ok(1, "write", 1, "clock", clock(1, 0))
                .ok(2, "read", 1, "clock", clock(1, 0))
                .ok(2, "write", 2, "clock", clock(1, 1))
                .ok(3, "write", 3, "clock", clock(2, 0))
                .ok(1, "read", List.of(2, 3), "clock", List.of(clock(1, 1), clock(2, 0))));

    assertThat(verdict).isInstanceOf(Verdict.Consistent.class);
  }

  @Test
  void aWriteAfterAReadNeedsALaterClock() {
    Violation violation =
        only(
            judge(
                new Recording()
                    .ok(1, "write", 1, "clock", clock(1, 0))
                    .ok(2, "read", 1, "clock", clock(1, 0))
                    .ok(2, "write", 2, "clock", clock(0, 1))));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.CLOCK_VIOLATION);
    assertThat(violation.summary())
        .isEqualTo("a write's clock {b=1} does not come after {a=1}, which its session had seen");
  }

  @Test
  void aClockThatRunsBackwards() {
    Violation violation =
        only(
            judge(
                new Recording()
                    .ok(1, "write", 1, "clock", clock(1, 0))
                    .ok(1, "write", 2, "clock", clock(2, 0))
                    .ok(2, "read", 2, "clock", clock(2, 0))
                    .ok(2, "read", 1, "clock", clock(1, 0))
                    .ok(2, "read", 2, "clock", clock(2, 0))));

    assertThat(violation.summary())
        .isEqualTo("a read's clock {a=1} is before {a=2}, which its session had seen");
  }

  @Test
  void siblingsThatAreInOrder() {
    Violation violation =
        only(
            judge(
                new Recording()
                    .ok(1, "write", 1, "clock", clock(1, 0))
                    .ok(1, "write", 2, "clock", clock(2, 0))
                    .ok(2, "read", List.of(1, 2), "clock", List.of(clock(1, 0), clock(2, 0)))));

    assertThat(violation.summary())
        .isEqualTo("a read returned siblings that are not concurrent: {a=1} and {a=2}");
  }

  @Test
  void twoWritesWithOneClock() {
    Violation violation =
        only(
            judge(
                new Recording()
                    .ok(1, "write", 1, "clock", clock(1, 0))
                    .ok(2, "write", 2, "clock", clock(1, 0))));

    assertThat(violation.summary()).isEqualTo("two writes have the same clock {a=1}");
  }

  @Test
  void aReadWhoseClockMissesItsWrite() {
    Violation violation =
        only(
            judge(
                new Recording()
                    .ok(1, "write", 1, "clock", clock(0, 3))
                    .ok(2, "read", 1, "clock", clock(0, 2))
                    .ok(2, "read", 1, "clock", clock(0, 3))));

    assertThat(violation.summary())
        .isEqualTo(
            "a read's clock {b=2} does not include {b=3} of the write whose value it returned");
  }

  @Test
  void aLostVersion() {
    Violation violation =
        only(
            judge(
                new Recording()
                    .ok(1, "write", 1, "clock", clock(1, 0))
                    .ok(2, "write", 2, "clock", clock(0, 1))
                    .ok(3, "read", 2, "clock", clock(0, 1))));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.LOST_WRITE);
    assertThat(violation.operations()).hasSize(2);
  }

  @Test
  void withoutClocksNothingIsSaid() {
    Verdict verdict = judge(new Recording().ok(1, "write", 1).ok(1, "read", 1));

    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    assertThat(((Verdict.Undecided) verdict).cause().kind()).isEqualTo(Cause.Kind.NOTHING_INFERRED);
  }
}

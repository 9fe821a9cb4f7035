package minos.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class TallyTest {
  private static final Violation VIOLATION =
      new Violation(
          Anomaly.NOT_LINEARIZABLE,
          Optional.empty(),
          "it fits nowhere",
          Optional.empty(),
          List.of(),
          new Explanation.Findings(List.of("it fits nowhere")));

  private final Tally tally = new Tally();

  private Cause cause() {
    return ((Verdict.Undecided) tally.verdict()).cause();
  }

  private void successes(int count) {
    for (int i = 0; i < count; i++) {
      tally.operation();
      tally.success();
    }
  }

  @Test
  void nothingIsConsistentWithoutASuccess() {
    assertThat(cause().kind()).isEqualTo(Cause.Kind.EMPTY);
    tally.operation();
    tally.operation();
    assertThat(cause().kind()).isEqualTo(Cause.Kind.NOTHING_SUCCEEDED);
    assertThat(cause().message()).isEqualTo("none of the 2 operations succeeded");
    tally.success();
    assertThat(tally.verdict()).isInstanceOf(Verdict.Consistent.class);
  }

  @Test
  void theFirstReasonToLeaveItOpenIsTold() {
    successes(1);
    tally.incomplete(Cause.Kind.MEMORY, "the first");
    tally.incomplete(Cause.Kind.UNSUPPORTED, "the second");

    assertThat(cause()).isEqualTo(new Cause(Cause.Kind.MEMORY, "the first"));
  }

  @Test
  void aViolationOutweighsWhatIsOpenAndAThousandAreKept() {
    successes(1);
    tally.incomplete(Cause.Kind.MEMORY, "too many");
    for (int i = 0; i < 1_001; i++) {
      tally.violation(VIOLATION);
    }

    assertThat(((Verdict.Violated) tally.verdict()).violations()).hasSize(1_000);
    assertThat(tally.violationCount()).isEqualTo(1_001);
  }
}

package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minos.history.Operation;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class UniqueIdsTest {
  @Test
  void givesJepsensFields() {
    CheckResult result =
        new Recording()
            .got(0, "generate", 3)
            .got(1, "generate", 1)
            .failed(1, "generate", null)
            .check("jepsen:unique-ids");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString(
            "{:valid? true, :attempted-count 3, :acknowledged-count 2, :duplicated-count 0,"
                + " :duplicated {}, :range [1 3]}");
  }

  @Test
  void namesBothGeneratorsOfADuplicate() {
    CheckResult result =
        new Recording()
            .got(0, "generate", "a")
            .got(1, "generate", "b")
            .got(2, "generate", "a")
            .check("unique-ids");

    Violation violation = assertViolated(result, Anomaly.DUPLICATE_ID).get(0);
    assertThat(violation.summary()).isEqualTo("the id \"a\" was generated twice.");
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 2);
    assertThat(field(result, "duplicated")).isEqualTo("{\"a\" 2}");
  }

  @Test
  void isUndecidedWhereNothingWasGenerated() {
    assertUndecided(
        new Recording().got(0, "read", 3).check("unique-ids"), Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          Set<Object> seen = new HashSet<>();
          boolean twice = false;
          for (int i = 0; i < 1 + random.nextInt(6); i++) {
            Object id = List.of(1, 2, 3, 4, "1", "2", 5, 6, 7, 8).get(random.nextInt(10));
            recording.got(i, "generate", id);
            twice |= !seen.add(id);
          }
          assertThat(recording.check("unique-ids").verdict().judgement().word())
              .isEqualTo(twice ? "violated" : "consistent");
        });
  }
}

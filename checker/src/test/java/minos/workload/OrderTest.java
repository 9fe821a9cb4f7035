package minos.workload;

import static minos.workload.Recording.mop;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** {@code sequential} and {@code monotonic}. */
final class OrderTest {
  @Test
  void findsTheGapInAReadOfAllParts() {
    CheckResult result =
        new Recording()
            .invoke(0, "read", 1)
            .ok(0, "read", mop(1, mop("1_2", "1_1", "1_0")))
            .invoke(0, "read", 2)
            .ok(0, "read", mop(2, mop(null, "2_1", "2_0")))
            .invoke(0, "read", 3)
            .ok(0, "read", mop(3, mop(null, null, null)))
            .invoke(0, "read", 4)
            .ok(0, "read", mop(4, mop("4_2", null, "4_0")))
            .check("jepsen:sequential");

    Violation violation = assertViolated(result, Anomaly.MISSING_PREDECESSOR).get(0);
    assertThat(violation.summary())
        .isEqualTo(
            "a read saw \"4_2\" but nothing of an earlier part, which the same client had written"
                + " before.");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(3);
    assertThat(result.details().toString())
        .contains(":all-count 1, :some-count 3, :none-count 1, :bad-count 1");
    assertThat(field(result, "bad")).isEqualTo("[[4 [\"4_2\" nil \"4_0\"]]]");
  }

  @Test
  void isUndecidedWhereReadsSawNothing() {
    assertUndecided(
        new Recording()
            .invoke(0, "read", 1)
            .ok(0, "read", mop(1, mop(null, null)))
            .check("sequential"),
        Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithTheDefinitionOfAGapOnSeededReads() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          boolean gap = false;
          boolean any = false;
          for (int read = 0; read < 3; read++) {
            List<Value> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
              parts.add(random.nextInt(5) > 3 - i ? Value.of("part") : Value.of(null));
            }
            for (int i = 0; i < 4; i++) {
              any |= !parts.get(i).isNil();
              for (int j = i + 1; j < 4; j++) {
                gap |= !parts.get(i).isNil() && parts.get(j).isNil();
              }
            }
            recording.invoke(0, "read", 1).ok(0, "read", mop(1, parts));
          }
          assertThat(recording.check("sequential").verdict().judgement().word())
              .isEqualTo(gap ? "violated" : any ? "consistent" : "undecided");
        });
  }

  @Test
  void findsTheProcessThatSawARegisterShrink() {
    CheckResult result =
        new Recording()
            .got(0, "inc", 5)
            .got(1, "read", 4)
            .got(0, "read", 5)
            .got(0, "read", 3)
            .check("jepsen:monotonic");

    Violation violation = assertViolated(result, Anomaly.NON_MONOTONIC_READ).get(0);
    assertThat(violation.summary())
        .isEqualTo("process 0 saw 5 and then 3 of a register that only grows.");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(3);
  }

  @Test
  void comparesWithinAKeyOnly() {
    assertConsistent(
        new Recording()
            .invoke(0, "read", "x")
            .ok(0, "read", mop("x", 5))
            .invoke(0, "read", "y")
            .ok(0, "read", mop("y", 3))
            .invoke(0, "read", "y")
            .ok(0, "read", mop("y", 3))
            .check("sequential"));
  }

  @Test
  void agreesWithTheDefinitionOfShrinkingOnSeededReads() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          int[] last = {-1, -1};
          boolean shrunk = false;
          boolean compared = false;
          for (int i = 0; i < 6; i++) {
            int process = random.nextInt(2);
            int value = i + random.nextInt(3);
            shrunk |= value < last[process];
            compared |= last[process] >= 0;
            last[process] = value;
            recording.got(process, random.nextBoolean() || i == 0 ? "read" : "inc", value);
          }
          assertThat(recording.check("monotonic").verdict().judgement().word())
              .isEqualTo(shrunk ? "violated" : compared ? "consistent" : "undecided");
        });
  }

  @Test
  void acceptsRowsWhoseValuesGrowWithTheirTimestamps() {
    CheckResult result =
        new Recording()
            .invoke(0, "add", 0)
            .ok(0, "add", row(1, "10"))
            .invoke(0, "add", 1)
            .ok(0, "add", row(2, "20"))
            .got(0, "read", List.of(row(1, "10"), row(2, "20")))
            .check("monotonic");

    assertConsistent(result);
    assertThat(field(result, "value-reorders")).isEqualTo("[]");
  }

  @Test
  void findsRowsThatAreLostTwiceThereOrOutOfOrder() {
    CheckResult result =
        new Recording()
            .invoke(0, "add", 0)
            .ok(0, "add", row(3, "30"))
            .invoke(0, "add", 1)
            .fail(0, "add", row(7, "35"))
            .got(0, "read", List.of(row(2, "10"), row(1, "20"), row(1, "15"), row(7, "35")))
            .check("monotonic");

    assertViolated(
        result,
        Anomaly.LOST_ELEMENT,
        Anomaly.DUPLICATE_ELEMENT,
        Anomaly.ABORTED_ELEMENT,
        Anomaly.REORDERED);
    assertThat(field(result, "lost")).isEqualTo("\"#{3}\"");
    assertThat(field(result, "revived")).isEqualTo("\"#{7}\"");
  }

  @Test
  void comparesRowsOfOneProcessOnlyUnlessReadsMustBeCurrent() {
    List<Object> rows =
        List.of(
            Map.of(k("val"), 2, k("sts"), 1, k("proc"), 0),
            Map.of(k("val"), 1, k("sts"), 2, k("proc"), 1));

    assertConsistent(new Recording().got(0, "read", rows).check("monotonic"));
    assertViolated(
        new Recording()
            .got(0, "read", rows)
            .check("monotonic", WorkloadOptions.DEFAULTS.withLinearizable(true)),
        Anomaly.REORDERED);
  }

  @Test
  void agreesWithTheDefinitionOfOrderOnSeededRows() {
    Cases.forEachSeed(
        random -> {
          List<Object> rows = new ArrayList<>();
          List<int[]> numbers = new ArrayList<>();
          boolean wrong = false;
          for (int i = 0; i < 5; i++) {
            int val = i * 2 + random.nextInt(3);
            int sts = i * 2 + random.nextInt(4);
            for (int[] before : numbers) {
              wrong |= before[0] >= val || before[1] > sts;
            }
            numbers.add(new int[] {val, sts});
            rows.add(Map.of(k("val"), val, k("sts"), sts));
          }
          assertThat(
                  new Recording()
                      .got(0, "read", rows)
                      .check("monotonic")
                      .verdict()
                      .judgement()
                      .word())
              .isEqualTo(wrong ? "violated" : "consistent");
        });
  }

  private static Map<Value, Object> row(int val, String sts) {
    return Map.of(k("val"), val, k("sts"), sts, k("node"), 1, k("tb"), 0);
  }

  private static Value k(String name) {
    return new Keyword(name);
  }
}

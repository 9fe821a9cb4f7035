package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.history.EventType;
import minos.value.Bool;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import org.junit.jupiter.api.Test;

final class PnCounterTest {
  private static final Map<String, Value> FINAL = Map.of("final?", Bool.TRUE);

  @Test
  void findsTheFinalReadThatIsNotTheSum() {
    CheckResult result =
        new Recording()
            .did(0, "add", 2)
            .did(0, "add", 3)
            .invoke(0, "read", null)
            .with(FINAL)
            .ok(0, "read", 5)
            .invoke(1, "read", null)
            .with(FINAL)
            .ok(1, "read", 4)
            .check("jepsen:pn-counter");

    assertThat(assertViolated(result, Anomaly.COUNTER_OUT_OF_BOUNDS).get(0).summary())
        .isEqualTo("a final read of the counter returned 4; the adds allow only [[5 5]].");
    assertThat(field(result, "final-reads")).isEqualTo("[5 4]");
    assertThat(field(result, "acceptable")).isEqualTo("[[5 5]]");
  }

  @Test
  void allowsEachChoiceOfTheAddsOfUnknownOutcome() {
    Recording recording = new Recording().did(0, "add", 10).invoke(0, "add", 5).info(0, "add", 5);
    recording.invoke(1, "add", -1).info(1, "add", -1);
    for (int read : List.of(9, 10, 14, 15)) {
      recording.invoke(2, "read", null).with(FINAL).ok(2, "read", read);
    }
    CheckResult result = recording.check("pn-counter");

    assertConsistent(result);
    assertThat(field(result, "acceptable")).isEqualTo("[[9 10] [14 15]]");
  }

  @Test
  void doesNotJudgeReadsThatAreNotFinal() {
    assertConsistent(
        new Recording()
            .did(0, "add", 2)
            .got(1, "read", 0)
            .invoke(1, "read", null)
            .with(FINAL)
            .ok(1, "read", 2)
            .check("pn-counter"));
  }

  @Test
  void takesTheLastReadsForFinalWhereNoneIsMarked() {
    CheckResult result = new Recording().did(0, "add", 2).got(1, "read", 1).check("pn-counter");

    assertViolated(result, Anomaly.COUNTER_OUT_OF_BOUNDS);
    assertThat(result.assumptions()).anyMatch(sentence -> sentence.contains("final"));
  }

  @Test
  void isUndecidedWithoutFinalReads() {
    assertUndecided(
        new Recording().got(1, "read", 0).did(0, "add", 2).check("pn-counter"),
        Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithAllSubsetsOnSeededHistories() {
    boolean[] seen = new boolean[2];
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          List<Integer> doubtful = new ArrayList<>();
          int sum = 0;
          for (int i = random.nextInt(10); i >= 0; i--) {
            int delta = random.nextInt(15) - 7;
            EventType end =
                random.nextInt(3) == 0
                    ? EventType.FAIL
                    : random.nextBoolean() ? EventType.OK : EventType.INFO;
            recording.invoke(i, "add", delta).event(end, i, "add", delta);
            if (end == EventType.OK) {
              sum += delta;
            } else if (end == EventType.INFO) {
              doubtful.add(delta);
            }
          }
          int read = sum + random.nextInt(13) - 6;
          recording.invoke(50, "read", null).with(FINAL).ok(50, "read", read);
          boolean possible = false;
          for (int subset = 0; subset < 1 << doubtful.size(); subset++) {
            int with = sum;
            for (int i = 0; i < doubtful.size(); i++) {
              with += (subset >> i & 1) * doubtful.get(i);
            }
            possible |= with == read;
          }
          seen[possible ? 1 : 0] = true;
          CheckResult result = recording.check("pn-counter");
          assertThat(result.verdict().judgement().word())
              .isEqualTo(possible ? "consistent" : "violated");
        });
    assertThat(seen).containsOnly(true);
  }
}

package minos.workload;

import static minos.workload.Recording.mop;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static org.assertj.core.api.Assertions.assertThat;

import minos.history.Operation;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class AdyaG2Test {
  @Test
  void allowsOneInsertOfEachKey() {
    CheckResult result =
        new Recording()
            .did(0, "insert", mop(1, mop(null, 1)))
            .failed(1, "insert", mop(1, mop(2, null)))
            .failed(1, "insert", mop(2, mop(3, null)))
            .check("jepsen:adya-g2");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString("{:valid? true, :key-count 2, :legal-count 1, :illegal-count 0, :illegal {}}");
  }

  @Test
  void namesBothInsertsOfAKey() {
    CheckResult result =
        new Recording()
            .did(0, "insert", mop(1, mop(null, 1)))
            .did(1, "insert", mop(1, mop(2, null)))
            .check("adya-g2");

    Violation violation = assertViolated(result, Anomaly.G2_PREDICATE).get(0);
    assertThat(violation.summary())
        .isEqualTo(
            "two inserts for the key 1 succeeded, though each inserts only if there is none yet.");
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 1);
  }

  @Test
  void takesKeysOfTheHistoryToo() {
    assertViolated(
        new Recording()
            .on(7)
            .did(0, "insert", mop(null, 1))
            .did(1, "insert", mop(2, null))
            .check("adya-g2"),
        Anomaly.G2_PREDICATE);
  }

  @Test
  void isUndecidedWithoutASuccess() {
    assertUndecided(
        new Recording().did(0, "read", 1).failed(0, "insert", mop(1, mop(1, 2))).check("adya-g2"),
        Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          int[] successes = new int[3];
          for (int i = 0; i < 5; i++) {
            int key = random.nextInt(3);
            if (random.nextInt(3) == 0) {
              recording.did(i, "insert", mop(key, mop(i, null)));
              successes[key]++;
            } else {
              recording.failed(i, "insert", mop(key, mop(i, null)));
            }
          }
          boolean illegal = successes[0] > 1 || successes[1] > 1 || successes[2] > 1;
          boolean any = successes[0] + successes[1] + successes[2] > 0;
          assertThat(recording.check("adya-g2").verdict().judgement().word())
              .isEqualTo(illegal ? "violated" : any ? "consistent" : "undecided");
        });
  }
}

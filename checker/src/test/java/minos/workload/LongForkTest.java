package minos.workload;

import static minos.workload.Recording.mop;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import minos.history.Operation;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class LongForkTest {
  @Test
  void acceptsReadsThatFormAChain() {
    CheckResult result =
        new Recording()
            .did(0, "txn", List.of(mop("w", 0, 1)))
            .did(0, "txn", List.of(mop("w", 1, 1)))
            .did(0, "txn", List.of(mop("r", 0, null), mop("r", 1, null)))
            .did(0, "txn", List.of(mop("r", 1, null), mop("r", 0, 1)))
            .did(0, "txn", List.of(mop("r", 0, 1), mop("r", 1, 1)))
            .check("jepsen:long-fork");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString("{:valid? true, :reads-count 3, :early-read-count 1, :late-read-count 1}");
    assertThat(result.assumptions()).containsExactly("groups have 2 keys, as the first read has");
  }

  @Test
  void showsTheTwoReadsOfAFork() {
    CheckResult result =
        new Recording()
            .did(0, "txn", List.of(mop("w", 0, 1)))
            .did(0, "txn", List.of(mop("w", 1, 1)))
            .did(0, "txn", List.of(mop("r", 0, 1), mop("r", 1, null)))
            .did(1, "txn", List.of(mop("r", 1, 1), mop("r", 0, null)))
            .check("long-fork", WorkloadOptions.DEFAULTS.withGroupSize(2));

    Violation violation = assertViolated(result, Anomaly.LONG_FORK).get(0);
    assertThat(violation.summary())
        .isEqualTo(
            "two reads of a group saw its writes in opposite orders: one saw 0 written and 1 not"
                + " yet, the other 1 and not yet 0.");
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(2, 3);
    assertThat(field(result, "forks")).contains(":index 5").contains(":index 7");
  }

  @Test
  void isUndecidedWhereReadsAreNotOfTheGroupsSize() {
    assertThat(
            assertUndecided(
                new Recording()
                    .did(0, "txn", List.of(mop("r", 0, 1), mop("r", 1, null)))
                    .check("long-fork", WorkloadOptions.DEFAULTS.withGroupSize(3)),
                Cause.Kind.UNSUPPORTED))
        .contains("--group-size");
  }

  @Test
  void isUndecidedWhereAKeyIsWrittenTwice() {
    assertThat(
            assertUndecided(
                new Recording()
                    .did(0, "txn", List.of(mop("w", 0, 1)))
                    .did(0, "txn", List.of(mop("w", 0, 1)))
                    .did(0, "txn", List.of(mop("r", 0, 1)))
                    .did(0, "txn", List.of(mop("r", 0, 1)))
                    .check("long-fork"),
                Cause.Kind.UNSUPPORTED))
        .isEqualTo("each key of a long-fork history is written once, but 0 is written twice");
  }

  @Test
  void agreesWithComparingAllPairsOnSeededHistories() {
    boolean[] seen = new boolean[2];
    Cases.forEachSeed(
        random -> {
          int size = 2 + random.nextInt(3);
          List<List<Boolean>> reads = new ArrayList<>();
          Recording recording = new Recording();
          for (int i = 0; i < 2 + random.nextInt(5); i++) {
            List<Boolean> read = new ArrayList<>();
            for (int k = 0; k < size; k++) {
              read.add(random.nextInt(6) > (k + i) % 6);
            }
            reads.add(read);
            recording.did(0, "txn", txn(random, read));
          }
          boolean fork = false;
          for (List<Boolean> one : reads) {
            for (List<Boolean> other : reads) {
              fork |= seesMore(one, other) && seesMore(other, one);
            }
          }
          seen[fork ? 1 : 0] = true;
          assertThat(recording.check("long-fork").verdict().judgement().word())
              .isEqualTo(fork ? "violated" : "consistent");
        });
    assertThat(seen).containsOnly(true);
  }

  private static List<Value> txn(Random random, List<Boolean> read) {
    List<Value> ops = new ArrayList<>();
    for (int k = 0; k < read.size(); k++) {
      ops.add(mop("r", k, read.get(k) ? 1 : null));
    }
    Collections.shuffle(ops, random);
    return ops;
  }

  private static boolean seesMore(List<Boolean> one, List<Boolean> other) {
    for (int k = 0; k < one.size(); k++) {
      if (one.get(k) && !other.get(k)) {
        return true;
      }
    }
    return false;
  }
}

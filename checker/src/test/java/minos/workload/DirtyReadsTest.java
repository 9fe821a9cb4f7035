package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import minos.history.Operation;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class DirtyReadsTest {
  @Test
  void findsTheReadOfAFailedWrite() {
    CheckResult result =
        new Recording()
            .did(0, "write", 1)
            .failed(0, "write", 2)
            .got(1, "read", List.of(1, 1))
            .got(1, "read", List.of(1, 2))
            .check("jepsen:dirty-reads");

    Violation violation = assertViolated(result, Anomaly.DIRTY_READ).get(0);
    assertThat(violation.summary())
        .isEqualTo("a read saw 2, which was never committed: its write failed.");
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(1, 3);
    assertThat(field(result, "dirty-reads")).isEqualTo("[[1 2]]");
    assertThat(field(result, "inconsistent-reads")).isEqualTo("[[1 2]]");
  }

  @Test
  void tellsRowsThatDifferWithoutJudgingThem() {
    CheckResult result =
        new Recording()
            .did(0, "write", 1)
            .did(0, "write", 2)
            .got(1, "read", List.of(1, 2))
            .check("dirty-reads");

    assertConsistent(result);
    assertThat(field(result, "inconsistent-reads-count")).isEqualTo("1");
  }

  @Test
  void isUndecidedWithoutReads() {
    assertUndecided(
        new Recording().did(0, "write", 1).check("dirty-reads"), Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void comparesReadsWithTheStrongReadsInTheEnd() {
    CheckResult result =
        new Recording()
            .did(0, "write", 1)
            .did(0, "write", 2)
            .did(0, "read", 3)
            .got(0, "strong-read", Set.of(1))
            .got(1, "strong-read", Set.of(1, 4))
            .check("dirty-reads");

    assertViolated(result, Anomaly.DIRTY_READ, Anomaly.LOST_ELEMENT, Anomaly.DIVERGENT_READS);
    assertThat(result.details().toString())
        .contains(
            ":nodes-agree? false, :read-count 1, :on-all-count 1, :on-some-count 2,"
                + " :unchecked-count 2, :not-on-all-count 1, :not-on-all #{4},"
                + " :dirty-count 1, :dirty #{3}, :lost-count 1, :lost #{2},"
                + " :some-lost-count 1, :some-lost #{2}");
  }

  @Test
  void agreesWithTheDefinitionOfStrongReadsOnSeededHistories() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          Set<Integer> written = new HashSet<>();
          Set<Integer> read = new HashSet<>();
          for (int v = 0; v < 5; v++) {
            if (random.nextBoolean()) {
              recording.did(0, "write", v);
              written.add(v);
            }
            if (random.nextInt(3) == 0) {
              recording.did(1, "read", v);
              read.add(v);
            }
          }
          List<Set<Integer>> strong = new ArrayList<>();
          for (int node = 0; node < 2; node++) {
            Set<Integer> copy = new TreeSet<>(written);
            copy.addAll(read);
            if (random.nextInt(3) == 0) {
              copy.remove(random.nextInt(5));
            }
            strong.add(copy);
            recording.got(node, "strong-read", copy);
          }
          Set<Integer> some = new HashSet<>(strong.get(0));
          some.addAll(strong.get(1));
          boolean bad =
              !strong.get(0).equals(strong.get(1))
                  || !some.containsAll(written)
                  || !some.containsAll(read);
          assertThat(recording.check("dirty-reads").verdict().judgement().word())
              .isEqualTo(bad ? "violated" : "consistent");
        });
  }

  @Test
  void agreesWithTheDefinitionOfDirtyReadsOnSeededHistories() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          Set<Integer> failed = new HashSet<>();
          for (int v = 0; v < 4; v++) {
            if (random.nextInt(3) == 0) {
              recording.failed(0, "write", v);
              failed.add(v);
            } else {
              recording.did(0, "write", v);
            }
          }
          boolean dirty = false;
          for (int i = 0; i < 2; i++) {
            int value = random.nextInt(4);
            dirty |= failed.contains(value);
            recording.got(0, "read", List.of(value, value));
          }
          assertThat(recording.check("dirty-reads").verdict().judgement().word())
              .isEqualTo(dirty ? "violated" : "consistent");
        });
  }
}

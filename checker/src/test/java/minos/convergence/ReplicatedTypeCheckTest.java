package minos.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.check.Budget;
import minos.register.Recording;
import minos.spec.UnknownCallException;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Laws of replicated data types, good and bad siblings. */
final class ReplicatedTypeCheckTest {
  private static Verdict judge(ReplicatedType type, Recording recording) {
    return new ReplicatedTypeCheck(type).check(recording.history(), Budget.unlimited()).verdict();
  }

  private static Violation first(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    return ((Verdict.Violated) verdict).violations().get(0);
  }

  @Test
  void aCounterThatAddsUp() {
    assertThat(
            judge(
                ReplicatedType.G_COUNTER,
                new Recording()
                    .ok(1, "add", 2)
                    .ok(2, "inc", null)
                    .ok(1, "read", 2)
                    .ok(1, "read", 3)
                    .ok(2, "read", Map.of("n1", 2, "n2", 1))))
        .isInstanceOf(Verdict.Consistent.class);
  }

  @Test
  void aCounterThatLostAnUpdate() {
    Violation violation =
        first(
            judge(
                ReplicatedType.G_COUNTER,
                new Recording().ok(1, "add", 2).ok(2, "add", 1).ok(1, "read", 2)));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.LOST_UPDATE);
    assertThat(violation.summary())
        .isEqualTo(
            "a replica's last answer is 2, but the updates that succeeded amount to at least 3");
  }

  @Test
  void anUpdateOfUnknownOutcomeMayCountOrNot() {
    for (int value = 2; value <= 3; value++) {
      assertThat(
              judge(
                  ReplicatedType.PN_COUNTER,
                  new Recording().ok(1, "add", 2).info(2, "add", 1).ok(1, "read", value)))
          .isInstanceOf(Verdict.Consistent.class);
    }
    assertThat(
            first(
                    judge(
                        ReplicatedType.PN_COUNTER,
                        new Recording().ok(1, "add", 2).info(2, "add", 1).ok(1, "read", 4)))
                .anomaly())
        .isEqualTo(Anomaly.THIN_AIR_READ);
  }

  @Test
  void aGrowingCounterThatShrinks() {
    Violation violation =
        first(
            judge(
                ReplicatedType.G_COUNTER,
                new Recording()
                    .ok(1, "add", 2)
                    .ok(1, "read", 2)
                    .ok(1, "read", 1)
                    .ok(1, "add", 1)
                    .ok(1, "read", 3)));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.NON_MONOTONIC_READ);
  }

  @Test
  void addingWinsOverAConcurrentRemoval() {
    Recording after =
        new Recording()
            .ok(1, "add", 7)
            .ok(2, "remove", 7)
            .ok(1, "add", 7)
            .ok(1, "read", List.of())
            .ok(2, "read", List.of());

    Violation violation = first(judge(ReplicatedType.OR_SET, after));
    assertThat(violation.anomaly()).isEqualTo(Anomaly.LOST_UPDATE);
    assertThat(violation.summary())
        .isEqualTo("a replica's last answer lacks 7, whose addition no removal undid");
  }

  @Test
  void aRemovalThatDidNotSeeTheAdditionMayLose() {
    for (Object end : List.of(Set.of(), Set.of(7))) {
      assertThat(
              judge(
                  ReplicatedType.OR_SET,
                  new Recording().ok(1, "add", 7).ok(2, "remove", 7).ok(1, "read", end)))
          .isInstanceOf(Verdict.Consistent.class);
    }
  }

  @Test
  void anElementThatItsOwnReplicaRemovedIsBack() {
    Violation violation =
        first(
            judge(
                ReplicatedType.OR_SET,
                new Recording()
                    .ok(1, "add", 7, "node", "n1")
                    .ok(2, "remove", 7, "node", "n1")
                    .ok(3, "read", List.of(7), "node", "n2")));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.RESURRECTED_DELETE);
  }

  @Test
  void setsAreEqualInAnyOrder() {
    assertThat(
            judge(
                ReplicatedType.OR_SET,
                new Recording()
                    .ok(1, "add", 7)
                    .ok(2, "add", 8)
                    .ok(1, "read", List.of(7, 8))
                    .ok(2, "read", List.of(8, 7))))
        .isInstanceOf(Verdict.Consistent.class);
  }

  @Test
  void replicasThatReceivedTheSameAndDiffer() {
    Verdict verdict =
        judge(
            ReplicatedType.PN_COUNTER,
            new Recording()
                .ok(1, "add", 2)
                .ok(2, "add", -1)
                .ok(1, "read", 2, "clock", Map.of("n1", 1))
                .ok(2, "read", 1, "clock", Map.of("n1", 1))
                .ok(1, "read", 1));

    assertThat(first(verdict).anomaly()).isEqualTo(Anomaly.DIVERGENT_REPLICAS);
    assertThat(first(verdict).summary())
        .isEqualTo("replicas that had received the same updates answered 2 and 1");
  }

  @Test
  void theLastWriterWins() {
    Recording good =
        new Recording()
            .ok(1, "write", 1, "timestamp", 20)
            .ok(2, "write", 2, "timestamp", 10)
            .ok(1, "read", 1)
            .ok(2, "read", 1);
    Recording bad =
        new Recording()
            .ok(1, "write", 1, "timestamp", 20)
            .ok(2, "write", 2, "timestamp", 10)
            .ok(1, "read", 2)
            .ok(2, "read", 2);

    assertThat(judge(ReplicatedType.LWW_REGISTER, good)).isInstanceOf(Verdict.Consistent.class);
    Violation violation = first(judge(ReplicatedType.LWW_REGISTER, bad));
    assertThat(violation.anomaly()).isEqualTo(Anomaly.LOST_WRITE);
    assertThat(violation.summary())
        .isEqualTo(
            "a replica's last answer is 2, of timestamp 10, but 1 was written with the greatest,"
                + " timestamp 20");
  }

  @Test
  void equalTimestampsAreOrderedByNode() {
    Recording recording =
        new Recording()
            .ok(1, "write", 1, "timestamp", 20, "node", "n1")
            .ok(2, "write", 2, "timestamp", 20, "node", "n2")
            .ok(1, "read", 1, "node", "n1");

    assertThat(first(judge(ReplicatedType.LWW_REGISTER, recording)).anomaly())
        .isEqualTo(Anomaly.LOST_WRITE);
  }

  @Test
  void withoutAReadAtTheEndNothingIsSaid() {
    Verdict verdict =
        judge(ReplicatedType.G_COUNTER, new Recording().ok(1, "read", 0).ok(1, "add", 1));

    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    assertThat(((Verdict.Undecided) verdict).cause().kind()).isEqualTo(Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void aGrowingCounterKnowsNoDecrement() {
    Recording recording = new Recording().ok(1, "decrement", 1).ok(1, "read", 0);

    assertThatThrownBy(() -> judge(ReplicatedType.G_COUNTER, recording))
        .isInstanceOf(UnknownCallException.class)
        .hasMessageContaining("the model g-counter has no operation `decrement 1`");
  }
}

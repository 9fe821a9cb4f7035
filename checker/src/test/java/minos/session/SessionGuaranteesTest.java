package minos.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import minos.check.Budget;
import minos.history.History;
import minos.history.Operation;
import minos.register.Accesses;
import minos.register.Drawing;
import minos.register.RegisterOptions;
import minos.register.Sources;
import minos.register.VersionOrder;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Each guarantee names its culprit, good and bad siblings side by side. */
final class SessionGuaranteesTest {
  private static Verdict judge(Guarantee guarantee, VersionOrder order, String... lines) {
    History history = Drawing.of(lines);
    return Sources.of(Accesses.of(history, RegisterOptions.DEFAULTS))
        .decide(new SessionGuarantees(EnumSet.of(guarantee), order), Budget.unlimited());
  }

  private static Violation only(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    assertThat(((Verdict.Violated) verdict).violations()).hasSize(1);
    return ((Verdict.Violated) verdict).violations().get(0);
  }

  private static String culprit(Violation violation) {
    return violation.culprit().map(Operation::toString).orElse("none");
  }

  @Test
  void anOwnWriteThatIsNotSeen() {
    Violation violation =
        only(
            judge(
                Guarantee.READ_YOUR_WRITES,
                VersionOrder.REAL_TIME,
                "a |w x 1|",
                "b         |w x 2| |r x 1|"));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.OWN_WRITE_NOT_SEEN);
    assertThat(culprit(violation)).isEqualTo("\"b\" read \"x\" 1 ok");
    assertThat(violation.summary())
        .isEqualTo(
            "process \"b\"'s read \"x\" 1 did not see process \"b\"'s write \"x\" 2 of its own"
                + " session, but an older version");
    assertThat(violation.operations()).hasSize(3);
  }

  @Test
  void anotherOnesConcurrentWriteMayBeNewer() {
    Verdict verdict =
        judge(
            Guarantee.READ_YOUR_WRITES,
            VersionOrder.REAL_TIME,
            "a |-----w x 1-----|",
            "b    |w x 2|        |r x 1|");

    assertThat(verdict).isInstanceOf(Verdict.Consistent.class);
  }

  @Test
  void theServersOrderDecidesBetweenConcurrentWrites() {
    String[] lines = {
      "a |----w x 1@7----|", //
      "b    |w x 2@8|     |r x 1@7|"
    };

    assertThat(judge(Guarantee.READ_YOUR_WRITES, VersionOrder.REAL_TIME, lines))
        .isInstanceOf(Verdict.Consistent.class);
    Violation violation = only(judge(Guarantee.READ_YOUR_WRITES, VersionOrder.SERVER, lines));
    assertThat(((Explanation.Cycle) violation.explanation()).edges())
        .extracting(Explanation.Edge::relation)
        .containsExactly("session", "rw");
    assertThat(((Explanation.Cycle) violation.explanation()).edges().get(1).evidence())
        .endsWith("version 7, which is older than version 8");
  }

  @Test
  void aWriteThatSomebodyHadReadIsOlderThanOneThatBeganLater() {
    Violation violation =
        only(
            judge(
                Guarantee.MONOTONIC_READS,
                VersionOrder.REAL_TIME,
                "a |--------------w x 1-------------|",
                "b   |r x 1|",
                "c            |w x 2|",
                "d                    |r x 2| |r x 1|"));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.NON_MONOTONIC_READ);
    assertThat(culprit(violation)).isEqualTo("\"d\" read \"x\" 1 ok");
    assertThat(violation.explanation().toString()).contains("which had been read before");
  }

  @Test
  void aReadThatReturnsToAVersionThatItsSessionHadLeft() {
    Violation violation =
        only(
            judge(
                Guarantee.MONOTONIC_READS,
                VersionOrder.REAL_TIME,
                "a |w x 1|",
                "b |w x 2|",
                "c         |r x 1| |r x 2| |r x 1|"));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.NON_MONOTONIC_READ);
    assertThat(violation.operations()).hasSize(5);
  }

  @Test
  void aDeletedValueThatIsBack() {
    Violation violation =
        only(
            judge(
                Guarantee.READ_YOUR_WRITES, VersionOrder.REAL_TIME, "a |w x 1| |d x nil| |r x 1|"));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.RESURRECTED_DELETE);
    assertThat(culprit(violation)).isEqualTo("\"a\" read \"x\" 1 ok");
  }

  @Test
  void theLaterWriteOfASessionWithoutTheEarlier() {
    Violation violation =
        only(
            judge(
                Guarantee.MONOTONIC_WRITES,
                VersionOrder.REAL_TIME,
                "a |w x 1| |w y 1|",
                "b                 |r y 1| |r x nil|"));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.NON_MONOTONIC_WRITE);
    assertThat(culprit(violation)).isEqualTo("\"b\" read \"x\" nil ok");
  }

  @Test
  void aSessionsWritesInTheWrongOrderOnTheServer() {
    Violation violation =
        only(judge(Guarantee.MONOTONIC_WRITES, VersionOrder.SERVER, "a |w x 1@9| |w x 2@8|"));

    assertThat(violation.anomaly()).isEqualTo(Anomaly.NON_MONOTONIC_WRITE);
    assertThat(violation.summary()).endsWith("in one session, but has an older version");
  }

  @Test
  void theAnswerWithoutTheQuestion() {
    String[] bad = {
      "a |w x 1|", //
      "b         |r x 1| |w y 1|",
      "c                         |r y 1| |r x nil|"
    };
    String[] good = {
      "a |w x 1|", //
      "b         |r x 1| |w y 1|",
      "c                         |r y 1| |r x 1|"
    };

    Violation violation = only(judge(Guarantee.WRITES_FOLLOW_READS, VersionOrder.REAL_TIME, bad));
    assertThat(violation.anomaly()).isEqualTo(Anomaly.WRITES_FOLLOW_READS_VIOLATED);
    assertThat(((Explanation.Cycle) violation.explanation()).edges())
        .extracting(Explanation.Edge::relation)
        .containsExactly("wr", "session", "wr", "session", "rw");
    assertThat(judge(Guarantee.WRITES_FOLLOW_READS, VersionOrder.REAL_TIME, good))
        .isInstanceOf(Verdict.Consistent.class);
  }

  @Test
  void versionsThatContradictEachOtherAreSaid() {
    Verdict verdict =
        judge(Guarantee.MONOTONIC_READS, VersionOrder.SERVER, "a |w x 1@9| |r x 1@8|");

    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    Cause cause = ((Verdict.Undecided) verdict).cause();
    assertThat(cause.kind()).isEqualTo(Cause.Kind.AMBIGUOUS);
    assertThat(cause.message()).startsWith("the recorded versions contradict each other: [\"a\"");
  }

  @Test
  void manyRepeatedValuesLeaveItOpen() {
    StringBuilder writes = new StringBuilder("a ");
    StringBuilder others = new StringBuilder("b ");
    StringBuilder reads = new StringBuilder("c ");
    for (int i = 0; i < 20; i++) {
      writes.append("|w x 1| |w x 2| ");
      others.append("|w x 2| |w x 1| ");
      reads.append("|r x 1| |r x 2| ");
    }
    reads.append("|r x nil|");

    Verdict verdict =
        judge(
            Guarantee.MONOTONIC_READS,
            VersionOrder.REAL_TIME,
            writes.toString(),
            others.toString(),
            reads.toString());

    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    Cause cause = ((Verdict.Undecided) verdict).cause();
    assertThat(cause.kind()).isEqualTo(Cause.Kind.AMBIGUOUS);
    assertThat(cause.message())
        .startsWith("repeated values leave open which write 40 reads saw; the first is [");
  }
}

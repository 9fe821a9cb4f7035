package minos.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Each anomaly by a history drawn by hand, beside a sibling that is all right. */
final class AnomaliesTest {
  private static final boolean LISTS = true;
  private static final boolean REGISTERS = false;

  private static Verdict check(String level, boolean lists, String... lines) {
    return check(level, lists, Txn.history(lists, Txn.parse(lines)));
  }

  private static Verdict check(String level, boolean lists, History history) {
    return TransactionChecks.byName(level, lists ? "list-append" : "rw-register")
        .orElseThrow()
        .check(history, Budget.unlimited())
        .verdict();
  }

  private static Set<String> anomalies(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    return ((Verdict.Violated) verdict)
        .violations().stream()
            .map(violation -> violation.anomaly().id())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Violation first(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    return ((Verdict.Violated) verdict).violations().get(0);
  }

  private static void allowed(String level, boolean lists, String... lines) {
    assertThat(check(level, lists, lines).judgement()).isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void writesInACircleAreG0() {
    String[] bad = {
      "0: append x 1, append y 1", "1: append x 2, append y 2", "2: r x [1 2], r y [2 1]"
    };

    assertThat(anomalies(check("read-uncommitted", LISTS, bad))).containsExactly("G0");
    assertThat(anomalies(check("serializable", LISTS, bad))).contains("G0");
    allowed(
        "serializable",
        LISTS,
        "0: append x 1, append y 1",
        "1: append x 2, append y 2",
        "2: r x [1 2], r y [1 2]");
  }

  @Test
  void aReadOfWhatFailedIsG1a() {
    Verdict verdict = check("read-committed", REGISTERS, "0 fail: w x 1", "1: r x 1");

    assertThat(anomalies(verdict)).containsExactly("G1a");
    assertThat(first(verdict).culprit().orElseThrow().ordinal()).isEqualTo(1);
    assertThat(first(verdict).summary())
        .isEqualTo("T1 read 1 from :x, which only T0 wrote, and that failed");
    allowed("read-committed", REGISTERS, "0 info: w x 1", "1: r x 1");
    assertThat(anomalies(check("read-committed", LISTS, "0 fail: append x 1", "1: r x [1]")))
        .containsExactly("G1a");
  }

  @Test
  void aReadOfWhatItsWriterOverwroteIsG1b() {
    assertThat(anomalies(check("read-committed", REGISTERS, "0: w x 1, w x 2", "1: r x 1")))
        .containsExactly("G1b");
    assertThat(anomalies(check("read-committed", LISTS, "0: append x 1, append x 2", "1: r x [1]")))
        .containsExactly("G1b");
    allowed("read-committed", REGISTERS, "0: w x 1, w x 2", "1: r x 2");
    allowed("read-committed", LISTS, "0: append x 1, append x 2", "1: r x [1 2]");
  }

  @Test
  void oneMayReadOnesOwnIntermediateWriteAndOneValueTwice() {
    allowed("serializable", REGISTERS, "0: w x 1, r x 1, w x 2, r x 2, r x 2", "1: r x 2, r x 2");
  }

  @Test
  void informationInACircleIsG1c() {
    assertThat(anomalies(check("read-committed", REGISTERS, "0: w x 1, r y 1", "1: w y 1, r x 1")))
        .containsExactly("G1c");
    assertThat(
            anomalies(
                check("serializable", LISTS, "0: append x 1, r y [1]", "1: append y 1, r x [1]")))
        .contains("G1c");
    allowed("read-committed", REGISTERS, "0: w x 1", "1: w y 1, r x 1");
  }

  @Test
  void aMissedWriteIsGSingle() {
    String[] skew = {
      "0: append x 1, append y 1",
      "1: append x 2, append y 2",
      "2: r x [1], r y [1 2]",
      "3: r x [1 2]"
    };

    Verdict verdict = check("snapshot-isolation", LISTS, skew);
    assertThat(anomalies(verdict)).contains("G-single", "fractured-read");
    Explanation.Cycle cycle = (Explanation.Cycle) first(verdict).explanation();
    assertThat(cycle.edges()).extracting(Explanation.Edge::relation).containsExactly("wr", "rw");
    assertThat(cycle.edges())
        .extracting(Explanation.Edge::evidence)
        .containsExactly(
            "T1 appended 2 to :y, and T2 read [1 2] from :y",
            "T2 read [1] from :x, and T1 appended 2 to :x, which is not in it");
    assertThat(anomalies(check("read-atomic", LISTS, skew))).containsExactly("fractured-read");
    allowed("read-committed", LISTS, skew);
  }

  @Test
  void whatIsWrongWithoutRealTimeIsCalledByItsGraverName() {
    String[] lost = {"0: w x 1", "1: r x 1, w x 2", "2: r y nil", "2: r x 1, w x 3"};
    String[] overtaken = {"0: w x 1", "1: r y nil", "1: r x nil"};

    assertThat(anomalies(check("strict-serializable", REGISTERS, lost)))
        .containsExactly("G-single", "lost-update");
    assertThat(anomalies(check("strict-serializable", REGISTERS, overtaken)))
        .containsExactly("G-single-realtime");
  }

  @Test
  void whatIsWrongWithoutTheOrderOfSessionsIsCalledByItsGraverName() {
    String[] lost = {"0: w x 1", "1: r x 1, w x 2", "1: r x 1, w x 3"};
    String[] unseen = {"0: w x 1", "0: r x nil"};

    assertThat(anomalies(check("strong-session-serializable", REGISTERS, lost)))
        .containsExactly("G-single", "lost-update");
    assertThat(anomalies(check("strong-session-serializable", REGISTERS, unseen)))
        .containsExactly("G-single-process");
    assertThat(anomalies(check("strict-serializable", REGISTERS, unseen)))
        .as("sessions are said where they suffice")
        .containsExactly("G-single-process");
  }

  @Test
  void twoUpdatesOfOneVersionAreALostUpdate() {
    String[] lost = {"0: w x 1", "1: r x 1, w x 2", "2: r x 1, w x 3"};

    for (String level :
        List.of(
            "cursor-stability",
            "parallel-snapshot-isolation",
            "snapshot-isolation",
            "repeatable-read",
            "serializable")) {
      assertThat(anomalies(check(level, REGISTERS, lost))).as(level).contains("lost-update");
    }
    allowed("prefix-consistency", REGISTERS, lost);
    allowed("transactional-causal", REGISTERS, lost);
    allowed("serializable", REGISTERS, "0: w x 1", "1: r x 1, w x 2", "2: r x 2, w x 3");
  }

  @Test
  void missingEachOthersWriteIsWriteSkew() {
    String[] skew = {"0: r x nil, r y nil, w x 1", "1: r x nil, r y nil, w y 1"};

    Verdict verdict = check("serializable", REGISTERS, skew);
    assertThat(anomalies(verdict)).containsExactly("G2-item", "write-skew");
    assertThat(first(verdict).operations()).hasSize(2);
    assertThat(anomalies(check("repeatable-read", REGISTERS, skew))).contains("G2-item");
    allowed("snapshot-isolation", REGISTERS, skew);
  }

  @Test
  void twoWritesSeenInOppositeOrdersAreALongFork() {
    String[] fork = {"0: w x 1", "1: w y 1", "2: r x 1, r y nil", "3: r x nil, r y 1"};

    assertThat(anomalies(check("snapshot-isolation", REGISTERS, fork)))
        .containsExactly("G-nonadjacent", "long-fork");
    assertThat(check("prefix-consistency", REGISTERS, fork).judgement())
        .isEqualTo(Judgement.VIOLATED);
    allowed("parallel-snapshot-isolation", REGISTERS, fork);
  }

  @Test
  void whatHappenedCausallyBeforeMustBeSeen() {
    String[] stale = {"0: w x 1", "1: r x 1, w y 1", "2: r y 1, r x nil"};

    assertThat(anomalies(check("transactional-causal", REGISTERS, stale)))
        .containsExactly("causality-violation");
    allowed("read-atomic", REGISTERS, stale);
  }

  @Test
  void aSessionThatMissesItsOwnWriteNeedsTheSessionInItsCycle() {
    String[] stale = {"0: w x 1", "0: r x nil", "1: r x 1"};

    assertThat(anomalies(check("strong-session-serializable", REGISTERS, stale)))
        .containsExactly("G-single-process");
    assertThat(anomalies(check("transactional-causal", REGISTERS, stale)))
        .containsExactly("causality-violation");
    allowed("serializable", REGISTERS, stale);
  }

  @Test
  void aStaleReadNeedsRealTimeInItsCycle() {
    String[] stale = {"0: w x 1", "1: w z 1", "1: r x nil", "2: r x 1"};

    assertThat(anomalies(check("strict-serializable", REGISTERS, stale)))
        .containsExactly("G-single-realtime");
    assertThat(anomalies(check("strong-snapshot-isolation", REGISTERS, stale)))
        .containsExactly("G-single-realtime");
    allowed("strong-session-serializable", REGISTERS, stale);
  }

  @Test
  void anAppendAfterAFailedOneIsADirtyUpdate() {
    assertThat(
            anomalies(
                check(
                    "read-committed",
                    LISTS,
                    "0 fail: append x 1",
                    "1: append x 2",
                    "2: r x [1 2]")))
        .contains("dirty-update", "G1a");
  }

  @Test
  void anElementTwiceInAListIsADuplicateWrite() {
    Verdict verdict = check("read-uncommitted", LISTS, "0: append x 1", "1: r x [1 1]");

    assertThat(anomalies(verdict)).containsExactly("duplicate-write");
    assertThat(first(verdict).summary())
        .isEqualTo("T1 read [1 1] from :x, where 1 is twice, but it was appended once");
  }

  @Test
  void listsThatAreNoPrefixesOfEachOtherHaveIncompatibleOrders() {
    Verdict verdict =
        check(
            "read-uncommitted",
            LISTS,
            "0: append x 1",
            "1: append x 2",
            "2: r x [1 2]",
            "3: r x [2 1]");

    assertThat(anomalies(verdict)).containsExactly("incompatible-order");
  }

  @Test
  void aTransactionThatForgetsItsOwnWriteIsInternal() {
    assertThat(anomalies(check("read-committed", REGISTERS, "0: w x 1, r x nil", "1: r x 1")))
        .containsExactly("internal");
    assertThat(anomalies(check("read-committed", LISTS, "0: append x 1, r x []", "1: r x [1]")))
        .containsExactly("internal");
    assertThat(anomalies(check("read-committed", REGISTERS, "0: r x 1, w x 1", "1: r x 1")))
        .containsExactly("internal");
  }

  @Test
  void aValueThatNobodyWroteIsThinAirAtEveryLevel() {
    for (IsolationLevel level : IsolationLevel.values()) {
      assertThat(anomalies(check(level.id(), REGISTERS, "0: w x 2", "1: r x 3", "2: r x 2")))
          .containsExactly("thin-air-read");
      assertThat(anomalies(check(level.id(), LISTS, "0: append x 2", "1: r x [2 3]")))
          .containsExactly("thin-air-read");
    }
  }

  @Test
  void theOrderOfUnreadAppendsCanBreakSnapshotIsolation() {
    // Each misses what the other wrote to another key, and both append to x: whichever comes
    // first, the other missed it. The order of the appends to x is never read.
    String[] blind = {
      "0: r z [], append y 1, append x 1", "1: r y [], append z 1, append x 2", "2: r y [1]"
    };

    assertThat(check("snapshot-isolation", LISTS, blind).judgement()).isEqualTo(Judgement.VIOLATED);
    assertThat(check("parallel-snapshot-isolation", LISTS, blind).judgement())
        .isEqualTo(Judgement.VIOLATED);
    allowed("prefix-consistency", LISTS, blind);
  }
}

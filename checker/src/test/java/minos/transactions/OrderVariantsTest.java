package minos.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.history.Outcome;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/**
 * The cycles that need the order of a session or of real time to close, each as short as it can be
 * and with words for each of its edges; a level that knows no such order allows each history.
 */
final class OrderVariantsTest {
  private static final boolean LISTS = true;
  private static final boolean REGISTERS = false;
  private static final String SESSIONS = "strong-session-serializable";
  private static final String REAL_TIME = "strict-serializable";

  private static List<Txn> txns(String... lines) {
    return Txn.parse(lines);
  }

  /** The same transaction from an earlier to a later position. */
  private static Txn spanning(String line, int invoked, int completed) {
    Txn txn = Txn.parse(line).get(0);
    return new Txn(txn.process(), Outcome.OK, invoked, completed, txn.micros());
  }

  private static Verdict check(String level, boolean lists, List<Txn> txns) {
    return TransactionChecks.byName(level, lists ? "list-append" : "rw-register")
        .orElseThrow()
        .check(Txn.history(lists, txns), Budget.unlimited())
        .verdict();
  }

  private static void finds(
      Anomaly anomaly, String level, boolean lists, List<Txn> txns, String... relations) {
    Verdict verdict = check(level, lists, txns);
    assertThat(verdict).as("%s", txns).isInstanceOf(Verdict.Violated.class);
    List<Violation> violations = ((Verdict.Violated) verdict).violations();
    assertThat(violations).extracting(Violation::anomaly).contains(anomaly);
    Violation violation =
        violations.stream().filter(v -> v.anomaly() == anomaly).findFirst().orElseThrow();
    List<Explanation.Edge> edges = ((Explanation.Cycle) violation.explanation()).edges();
    assertThat(edges).extracting(Explanation.Edge::relation).containsExactlyInAnyOrder(relations);
    assertThat(edges).allSatisfy(edge -> assertThat(edge.evidence()).isNotBlank());
    assertThat(check("serializable", lists, txns).judgement())
        .as("no such order counts there")
        .isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void writesInACircle() {
    finds(
        Anomaly.G0_PROCESS,
        SESSIONS,
        LISTS,
        txns("0: append x 1", "0: append x 2", "1: r x [2 1]"),
        "session",
        "ww");
    finds(
        Anomaly.G0_REALTIME,
        REAL_TIME,
        LISTS,
        txns("0: append x 1", "1: append z 1", "1: append x 2", "2: r x [2 1]"),
        "real-time",
        "ww");
  }

  @Test
  void informationInACircle() {
    finds(Anomaly.G1C_PROCESS, SESSIONS, REGISTERS, txns("0: r x 1", "0: w x 1"), "session", "wr");
    finds(
        Anomaly.G1C_REALTIME,
        REAL_TIME,
        REGISTERS,
        txns("0: r x 1", "1: w z 1", "1: w x 1"),
        "real-time",
        "wr");
  }

  @Test
  void aMissedWrite() {
    finds(
        Anomaly.G_SINGLE_PROCESS,
        SESSIONS,
        REGISTERS,
        txns("0: w x 1", "0: r x nil"),
        "session",
        "rw");
    finds(
        Anomaly.G_SINGLE_REALTIME,
        REAL_TIME,
        REGISTERS,
        txns("0: w x 1", "1: w z 1", "1: r x nil"),
        "real-time",
        "rw");
  }

  @Test
  void twoMissedWritesApart() {
    finds(
        Anomaly.G_NONADJACENT_PROCESS,
        SESSIONS,
        REGISTERS,
        txns("0: w x 1", "1: w y 1", "0: r y nil", "1: r x nil"),
        "session",
        "rw",
        "session",
        "rw");
    finds(
        Anomaly.G_NONADJACENT_REALTIME,
        REAL_TIME,
        REGISTERS,
        List.of(
            spanning("0: w x 1", 10, 50),
            spanning("1: r y nil", 60, 100),
            spanning("2: w y 1", 1, 200),
            spanning("3: r y 1, r x nil", 20, 210)),
        "real-time",
        "rw",
        "wr",
        "rw");
  }

  @Test
  void twoMissedWritesInARow() {
    finds(
        Anomaly.G2_ITEM_PROCESS,
        SESSIONS,
        REGISTERS,
        txns("0: w y 1", "0: r x nil", "1: r y nil, w x 1"),
        "session",
        "rw",
        "rw");
    finds(
        Anomaly.G2_ITEM_REALTIME,
        REAL_TIME,
        REGISTERS,
        List.of(
            spanning("0: w y 1", 10, 20),
            spanning("1: r x nil", 30, 40),
            spanning("2: r y nil, w x 1", 1, 100)),
        "real-time",
        "rw",
        "rw");
  }

  @Test
  void theShortestCycleIsTold() {
    // x, y and z go round in three steps, and u and v in two.
    List<Txn> both =
        new ArrayList<>(
            txns(
                "0: w x 1, r z 1",
                "1: w y 1, r x 1",
                "2: w z 1, r y 1, w u 1, r v 1",
                "3: w v 1, r u 1"));

    Verdict verdict = check("read-committed", REGISTERS, both);
    Verdict serial = check("serializable", REGISTERS, both);

    for (Verdict each : List.of(verdict, serial)) {
      Violation first = ((Verdict.Violated) each).violations().get(0);
      assertThat(first.anomaly()).isEqualTo(Anomaly.G1C);
      assertThat(((Explanation.Cycle) first.explanation()).edges()).hasSize(2);
    }
  }
}

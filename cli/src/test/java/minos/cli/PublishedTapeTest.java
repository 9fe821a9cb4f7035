package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionChecks;
import minos.transactions.TransactionModel;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL 12.3 under SERIALIZABLE, recorded: G2-item as it was published in 2020. One
 * transaction inserted a row, another updated it, and a third, which saw neither, wrote what the
 * first had read; the update hid the insertion from the check for conflicts.
 */
final class PublishedTapeTest {
  private static final String TAPE = "list-append/violated/minos-postgresql-12.3-g2-item.jsonl.zst";

  @Test
  void theCycleIsThePublishedOne() throws Exception {
    History history = HistoryFiles.read(Manifest.SAMPLES.resolve(TAPE), ReadOptions.DEFAULT);

    Verdict verdict = check(history, IsolationLevel.SERIALIZABLE);

    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    List<Violation> violations = ((Verdict.Violated) verdict).violations();
    assertThat(violations)
        .extracting(Violation::anomaly)
        .containsExactlyInAnyOrder(Anomaly.G2_ITEM, Anomaly.WRITE_SKEW);
    List<Explanation.Edge> cycle = ((Explanation.Cycle) violations.get(0).explanation()).edges();
    assertThat(cycle).extracting(Explanation.Edge::relation).containsExactly("rw", "rw");
    Operation inserting = cycle.get(0).from();
    Operation missing = cycle.get(1).from();
    assertThat(cycle.get(1).evidence())
        .isEqualTo(
            "T667 read [] from \"l8/0\", and T655 appended 430 to \"l8/0\", which is not in it");
    assertThat(missing.output().toString()).contains("[:r \"l8/0\" nil]");
    assertThat(others(history, inserting))
        .as("somebody else updated the row before the one who missed it had read it")
        .anyMatch(
            op ->
                op.output().toString().contains("[:append \"l8/0\"")
                    && op.completionIndex().orElseThrow()
                        < missing.completionIndex().orElseThrow());
  }

  @Test
  void itIsSnapshotIsolation() throws Exception {
    History history = HistoryFiles.read(Manifest.SAMPLES.resolve(TAPE), ReadOptions.DEFAULT);

    assertThat(check(history, IsolationLevel.SNAPSHOT_ISOLATION).judgement())
        .isEqualTo(Judgement.CONSISTENT);
  }

  private static Verdict check(History history, IsolationLevel level) {
    return TransactionChecks.of(level, TransactionModel.LIST_APPEND)
        .check(history, Budget.unlimited())
        .verdict();
  }

  private static List<Operation> others(History history, Operation one) {
    return IntStream.range(0, history.size())
        .mapToObj(history::operation)
        .filter(op -> op.outcome() == Outcome.OK && !op.equals(one))
        .toList();
  }
}

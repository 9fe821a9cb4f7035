package minos.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cycles that are shown are ones that the level forbids, not just any. */
final class ShownCyclesTest {
  private static final int CASES = 3 * Integer.getInteger("minos.transactions.cases", 1_000);

  @ParameterizedTest
  @CsvSource({
    "PARALLEL_SNAPSHOT_ISOLATION, true",
    "PARALLEL_SNAPSHOT_ISOLATION, false",
    "SNAPSHOT_ISOLATION, true",
    "SNAPSHOT_ISOLATION, false",
    "STRONG_SESSION_SNAPSHOT_ISOLATION, false"
  })
  void missNoMoreThanTheLevelForbids(IsolationLevel level, boolean lists) {
    int shown = 0;
    for (int seed = 0; seed < CASES; seed++) {
      List<Txn> txns = new SmallHistories(seed, lists).next(5, false);
      History history = Txn.history(lists, txns);
      Verdict verdict =
          TransactionChecks.of(
                  level, lists ? TransactionModel.LIST_APPEND : TransactionModel.RW_REGISTER)
              .check(history, Budget.unlimited())
              .verdict();
      if (!(verdict instanceof Verdict.Violated violated)) {
        continue;
      }
      for (Violation violation : violated.violations()) {
        if (violation.explanation() instanceof Explanation.Cycle cycle) {
          shown++;
          assertThat(forbidden(level, cycle))
              .as("%s, seed %d: %s", level, seed, violation.summary())
              .isTrue();
        }
      }
    }
    assertThat(shown).isGreaterThan(CASES / 20);
  }

  private static boolean forbidden(IsolationLevel level, Explanation.Cycle cycle) {
    List<Boolean> misses =
        cycle.edges().stream().map(edge -> edge.relation().equals("rw")).toList();
    if (level == IsolationLevel.PARALLEL_SNAPSHOT_ISOLATION) {
      return misses.stream().filter(miss -> miss).count() <= 1;
    }
    boolean before = misses.get(misses.size() - 1);
    for (boolean miss : misses) {
      if (miss && before && misses.size() > 1) {
        return false;
      }
      before = miss;
    }
    return true;
  }
}

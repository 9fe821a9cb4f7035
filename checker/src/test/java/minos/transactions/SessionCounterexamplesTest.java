package minos.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import minos.check.Budget;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.history.History;
import minos.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A counterexample of a history that has no order but that of its sessions is a violation by itself
 * to the search that knows no dependencies, too. It once forgot the sessions, and called it a fault
 * of the checker.
 */
final class SessionCounterexamplesTest {
  private static final int SEEDS = 2_000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theOtherSearchAgreesWhereOnlySessionsCount(boolean lists) {
    TransactionCheck check =
        TransactionChecks.of(
            IsolationLevel.SERIALIZABLE,
            lists ? TransactionModel.LIST_APPEND : TransactionModel.RW_REGISTER);
    int bySessions = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Txn> txns = new SmallHistories(seed, lists).next(6, false);
      History history = Txn.sessionsOnly(lists, txns);
      Verdict verdict = check.check(history, Budget.unlimited()).verdict();
      if (!(verdict instanceof Verdict.Violated violated)) {
        continue;
      }
      Counterexample small =
          Counterexamples.of(check, history, violated.violations().get(0), Budget.unlimited())
              .orElseThrow();
      assertThat(small.recheckedBy()).as("seed %s: %s", seed, txns).isPresent();
      bySessions += new Oracle(IsolationLevel.SERIALIZABLE, lists, txns, false).allows() ? 1 : 0;
    }
    assertThat(bySessions).as("only sessions forbid some").isGreaterThan(SEEDS / 100);
  }
}

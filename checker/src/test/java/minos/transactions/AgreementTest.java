package minos.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Cause;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every level against its definition on thousands of small histories. The system property {@code
 * minos.transactions.cases} raises their number.
 */
final class AgreementTest {
  private static final int CASES = Integer.getInteger("minos.transactions.cases", 700);

  @ParameterizedTest
  @CsvSource({
    "true, false, true", "true, false, false",
    "false, false, true", "false, false, false",
    "false, true, true", "false, true, false"
  })
  void everyLevelAgreesWithItsDefinition(boolean lists, boolean repeated, boolean timed) {
    Map<IsolationLevel, int[]> counts = new EnumMap<>(IsolationLevel.class);
    for (int seed = 0; seed < CASES; seed++) {
      List<Txn> txns = new SmallHistories(seed, lists).next(5, repeated);
      History history = timed ? Txn.history(lists, txns) : Txn.sessionsOnly(lists, txns);
      for (IsolationLevel level : IsolationLevel.values()) {
        if (level == IsolationLevel.READ_UNCOMMITTED || (level.realTime() && !timed)) {
          continue;
        }
        boolean allowed = new Oracle(level, lists, txns, level.sessions() || !timed).allows();
        Verdict verdict =
            TransactionChecks.of(
                    level, lists ? TransactionModel.LIST_APPEND : TransactionModel.RW_REGISTER)
                .check(history, Budget.unlimited())
                .verdict();
        if (verdict instanceof Verdict.Undecided undecided) {
          assertThat(undecided.cause().kind())
              .as(() -> "seed " + describe(txns, level))
              .isIn(Cause.Kind.NOTHING_INFERRED, Cause.Kind.NOTHING_SUCCEEDED, Cause.Kind.EMPTY);
          assertThat(allowed).as("seed %s %s", seed, describe(txns, level)).isTrue();
          continue;
        }
        assertThat(verdict.judgement())
            .as("seed %s %s", seed, describe(txns, level))
            .isEqualTo(allowed ? Judgement.CONSISTENT : Judgement.VIOLATED);
        counts.computeIfAbsent(level, l -> new int[2])[allowed ? 1 : 0]++;
      }
    }
    for (Map.Entry<IsolationLevel, int[]> entry : counts.entrySet()) {
      assertThat(Math.min(entry.getValue()[0], entry.getValue()[1]))
          .as("both answers occur for %s", entry.getKey())
          .isGreaterThan(CASES / 50);
    }
  }

  private static String describe(List<Txn> txns, IsolationLevel level) {
    List<String> lines = new ArrayList<>();
    lines.add(level.id());
    txns.forEach(txn -> lines.add(txn.toString()));
    return String.join("\n  ", lines);
  }
}

package minos.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Judgement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The lattice of levels. */
final class IsolationLevelTest {
  private static final int CASES = Integer.getInteger("minos.transactions.cases", 500);

  @ParameterizedTest
  @EnumSource
  void everyLevelImpliesReadUncommittedAndIsImpliedByStrictSerializable(IsolationLevel level) {
    assertThat(level.implies(IsolationLevel.READ_UNCOMMITTED)).isTrue();
    assertThat(IsolationLevel.STRICT_SERIALIZABLE.implies(level)).isTrue();
    assertThat(IsolationLevel.of(level.id())).contains(level);
    for (IsolationLevel weaker : level.implied()) {
      assertThat(weaker.implies(level)).as("%s and %s", level, weaker).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void noHistoryBreaksAnImplicationAndEachIsStrict(boolean lists, boolean timed) {
    Map<IsolationLevel, Map<IsolationLevel, Integer>> apart = new EnumMap<>(IsolationLevel.class);
    for (int seed = 0; seed < CASES; seed++) {
      List<Txn> txns = new SmallHistories(1_000_000L + seed, lists).next(7, false);
      History history = timed ? Txn.history(lists, txns) : Txn.sessionsOnly(lists, txns);
      Map<IsolationLevel, Judgement> judgements = new EnumMap<>(IsolationLevel.class);
      for (IsolationLevel level : IsolationLevel.values()) {
        judgements.put(
            level,
            TransactionChecks.of(
                    level, lists ? TransactionModel.LIST_APPEND : TransactionModel.RW_REGISTER)
                .check(history, Budget.unlimited())
                .verdict()
                .judgement());
      }
      for (IsolationLevel stronger : IsolationLevel.values()) {
        for (IsolationLevel weaker : stronger.implied()) {
          if (judgements.get(stronger) == Judgement.CONSISTENT) {
            assertThat(judgements.get(weaker))
                .as("seed %s: %s and %s: %s", seed, stronger, weaker, txns)
                .isEqualTo(Judgement.CONSISTENT);
          }
          if (judgements.get(weaker) == Judgement.VIOLATED) {
            assertThat(judgements.get(stronger))
                .as("seed %s: %s and %s: %s", seed, stronger, weaker, txns)
                .isEqualTo(Judgement.VIOLATED);
          } else if (judgements.get(stronger) == Judgement.VIOLATED) {
            apart
                .computeIfAbsent(stronger, level -> new EnumMap<>(IsolationLevel.class))
                .merge(weaker, 1, Integer::sum);
          }
        }
      }
    }
    assertThat(apart.get(IsolationLevel.SERIALIZABLE))
        .containsKey(IsolationLevel.SNAPSHOT_ISOLATION)
        .doesNotContainKey(IsolationLevel.REPEATABLE_READ);
  }
}

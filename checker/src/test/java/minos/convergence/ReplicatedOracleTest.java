package minos.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import minos.check.Budget;
import minos.history.History;
import minos.verdict.Judgement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of replicated data types against their definition. */
final class ReplicatedOracleTest {
  private static final int CASES = Integer.getInteger("minos.cases", 3_000);

  @ParameterizedTest
  @EnumSource(ReplicatedType.class)
  void neverBlameWhatSomeDeliveryOfUpdatesExplains(ReplicatedType type) {
    int unexplained = 0;
    int found = 0;
    for (long seed = 0; seed < CASES; seed++) {
      boolean lying = seed % 4 != 0;
      History history = ReplicatedRuns.of(type, seed, 2 + (int) (seed % 4), lying);
      boolean explained = Explained.is(type, history);
      Judgement judgement =
          new ReplicatedTypeCheck(type).check(history, Budget.unlimited()).verdict().judgement();
      assertThat(explained && judgement == Judgement.VIOLATED)
          .as("%s, seed %d, %s: %s", type, seed, judgement, history.operations())
          .isFalse();
      assertThat(explained || lying)
          .as("%s, seed %d: %s", type, seed, history.operations())
          .isTrue();
      unexplained += explained ? 0 : 1;
      found += judgement == Judgement.VIOLATED ? 1 : 0;
    }
    assertThat(found).as("found of %d", unexplained).isGreaterThan(unexplained * 9 / 10);
  }
}

package minos.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import minos.causal.ReplicatedRegisters.Mode;
import minos.check.Budget;
import minos.history.History;
import minos.register.Accesses;
import minos.register.Condition;
import minos.register.RandomRegisters;
import minos.register.Recording;
import minos.register.RegisterHistory;
import minos.register.RegisterOptions;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is near in time suffices: the quick looks agree with the searches over all the chains. */
class QuickLookTest {
  private static final int HISTORIES = Integer.getInteger("minos.cases.medium", 400);

  private static RegisterHistory registers(History history) {
    return RegisterHistory.of(Accesses.of(history, RegisterOptions.DEFAULTS));
  }

  private static ReplicatedRegisters shape(long seed, Mode mode) {
    int operations = 20 + (int) (seed % 4) * 60;
    return new ReplicatedRegisters(operations, 2 + (int) (seed % 5), 1 + (int) (seed % 3), mode);
  }

  private static Judgement byAllChains(RegisterHistory history) {
    try (CausalClocks clocks = CausalClocks.of(history, Budget.unlimited())) {
      return clocks.cyclic()
          ? Judgement.VIOLATED
          : CausalConsistency.decide(clocks, new KeySlots(history), Budget.unlimited()).judgement();
    }
  }

  private static Judgement convergenceByAllConflicts(RegisterHistory history) {
    try (CausalClocks clocks = CausalClocks.of(history, Budget.unlimited())) {
      return clocks.cyclic()
          ? Judgement.VIOLATED
          : CausalConvergence.search(clocks, Budget.unlimited()).judgement();
    }
  }

  private static void agree(RegisterHistory history, String as) {
    assertThat(new CausalConsistency().decide(history, Budget.unlimited()).judgement())
        .as("CC, %s", as)
        .isEqualTo(byAllChains(history));
    assertThat(new CausalConvergence().decide(history, Budget.unlimited()).judgement())
        .as("CCv, %s", as)
        .isEqualTo(convergenceByAllConflicts(history));
  }

  @ParameterizedTest
  @EnumSource
  void replicatedRegisters(Mode mode) {
    for (long seed = 0; seed < HISTORIES; seed++) {
      agree(registers(shape(seed, mode).of(seed)), mode + ", seed " + seed);
    }
  }

  @Test
  void smallHistoriesOfAnyKind() {
    for (long seed = 0; seed < 20L * HISTORIES; seed++) {
      double crashes = seed % 4 == 0 ? 0.2 : 0;
      double cas = seed % 7 == 0 ? 0.3 : 0;
      RandomRegisters shape =
          new RandomRegisters(
              3 + (int) (seed % 8), 2 + (int) (seed % 3), 2, true, crashes, cas, false, false);
      RegisterHistory history = registers(shape.of(seed));
      if (history.thinAirRead() < 0) {
        agree(history, "seed " + seed);
      }
    }
  }

  @Test
  void bothAnswersAndBothWaysOccur() {
    Map<Judgement, Integer> causal = new EnumMap<>(Judgement.class);
    Map<Judgement, Integer> convergent = new EnumMap<>(Judgement.class);
    int looked = 0;
    for (Mode mode : Mode.values()) {
      for (long seed = 0; seed < 100; seed++) {
        RegisterHistory history = registers(shape(seed, mode).of(seed));
        causal.merge(byAllChains(history), 1, Integer::sum);
        convergent.merge(convergenceByAllConflicts(history), 1, Integer::sum);
        looked += looks(history) ? 1 : 0;
      }
    }

    assertThat(causal.get(Judgement.CONSISTENT)).isBetween(100, 350);
    assertThat(convergent.get(Judgement.CONSISTENT)).isBetween(100, 320);
    assertThat(looked).as("decided at a look").isBetween(100, 350);
  }

  private static boolean looks(RegisterHistory history) {
    Budget budget = Budget.unlimited();
    try (NearConflicts near = new NearConflicts(history, new KeyTimeline(history), budget);
        CausalClocks clocks = CausalClocks.of(history, budget, near)) {
      return !clocks.cyclic() && near.acyclic(clocks, budget);
    }
  }

  @Test
  void whatTheLikelyOrderExplainsIsProcessorConsistent() {
    int explained = 0;
    for (long seed = 0; seed < 5L * HISTORIES; seed++) {
      double cas = seed % 2 == 0 ? 0 : 0.3;
      RegisterHistory history =
          registers(new RandomRegisters(9, 3, 2, true, 0.1, cas, false, false).of(seed));
      if (history.thinAirRead() < 0 && LikelyViews.exist(history, Budget.unlimited())) {
        assertThat(ProcessorConsistency.saturate(history, Budget.unlimited()).judgement())
            .as("seed %d", seed)
            .isEqualTo(Judgement.CONSISTENT);
        assertThat(PipelinedMemory.views(history, Budget.unlimited()).judgement())
            .as("PRAM, seed %d", seed)
            .isEqualTo(Judgement.CONSISTENT);
        assertThat(
                CausalMemory.views(history, Budget.unlimited()).judgement() == Judgement.CONSISTENT
                    || !LikelyViews.areOne(history, Budget.unlimited()))
            .as("CM, seed %d", seed)
            .isTrue();
        explained++;
      }
    }
    assertThat(explained).isGreaterThan(HISTORIES / 10);
  }

  /** Without the quick look, each of 400 sessions took a walk with clocks of 400 numbers. */
  @Test
  void manySessionsThatAgreeAreJudgedAtOnce() {
    Recording recording = new Recording();
    for (int i = 0; i < 100_000; i++) {
      recording.ok(i * 7 % 400, "write", i).ok(i * 11 % 400, "read", i);
    }
    RegisterHistory history = registers(recording.history());

    for (Condition condition :
        List.of(new ProcessorConsistency(), new PipelinedMemory(), new CausalMemory())) {
      Verdict verdict =
          assertTimeoutPreemptively(
              Duration.ofSeconds(30), () -> condition.decide(history, Budget.unlimited()));

      assertThat(verdict).isInstanceOf(Verdict.Consistent.class);
    }
  }
}

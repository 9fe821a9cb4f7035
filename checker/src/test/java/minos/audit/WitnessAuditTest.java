package minos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minos.check.Budget;
import minos.counterexample.SmallHistories;
import minos.history.History;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.SequentialSpec;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.witness.Witnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Witnesses are verified; whoever tampers with one is found out. */
final class WitnessAuditTest {
  private static final int SEEDS = Integer.getInteger("minos.audit.cases", 4_000) / 17;

  static List<String> models() {
    return SmallHistories.models();
  }

  @ParameterizedTest
  @MethodSource("models")
  void verifiesWitnessesAndRefutesTamperedOnes(String model) {
    int verified = 0;
    int refuted = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SequentialSpec<?> spec = SmallHistories.spec(model);
      History history = SmallHistories.of(model, seed, 8 + seed % 8, seed % 2 == 0, 0);
      Optional<List<ClaimedOrder>> witness = witness(spec, history, Algorithm.AUTO);
      if (witness.isEmpty()) {
        continue;
      }
      assertThat(WitnessAudit.verify(history, spec, witness.get()))
          .as("%s, seed %d", model, seed)
          .isInstanceOf(AuditResult.Verified.class);
      verified++;
      Random random = new Random(seed);
      for (Tampering tampering : Tampering.values()) {
        ClaimedOrder order = witness.get().get(0);
        if (order.size() == 0) {
          continue;
        }
        ClaimedOrder tampered = tampering.of(order, history, random);
        boolean legal = ByDefinition.holds(history, spec, tampered);
        AuditResult result = WitnessAudit.verify(history, spec, List.of(tampered));
        assertThat(result instanceof AuditResult.Verified)
            .as("%s, seed %d, %s: %s of %s", model, seed, tampering, tampered, order)
            .isEqualTo(legal);
        refuted += result instanceof AuditResult.Refuted ? 1 : 0;
      }
    }
    assertThat(verified).as("witnesses of " + model).isGreaterThan(SEEDS / 2);
    assertThat(refuted).as("tampered witnesses of " + model).isGreaterThan(SEEDS);
  }

  @Test
  void aWitnessOfOtherAnswersIsRefuted() {
    int refuted = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SequentialSpec<?> spec = SmallHistories.spec("cas-register");
      History honest = SmallHistories.of("cas-register", seed, 12, true, 0);
      History lied = SmallHistories.of("cas-register", seed, 12, true, 1);
      Optional<List<ClaimedOrder>> witness = witness(spec, honest, Algorithm.AUTO);
      if (witness.isPresent()
          && WitnessAudit.verify(lied, spec, witness.get()) instanceof AuditResult.Refuted wrong) {
        assertThat(wrong.operation()).as("seed " + seed).isPresent();
        refuted++;
      }
    }
    assertThat(refuted).isGreaterThan(SEEDS / 4);
  }

  /** Blocks for unique values, a search for the others: each gives what the audit verifies. */
  @ParameterizedTest
  @ValueSource(strings = {"register", "cas-register", "stack"})
  void thereIsAWitnessWhateverDecided(String model) {
    int given = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SequentialSpec<?> spec = SmallHistories.spec(model);
      History history = SmallHistories.of(model, seed, 12, seed % 3 != 0, 0);
      LinearizabilityCheck check = new LinearizabilityCheck(spec);
      CheckResult result = check.check(history, Budget.unlimited());
      if (result.verdict() instanceof Verdict.Consistent) {
        CheckResult bare = result.withVerdict(new Verdict.Consistent());
        Optional<List<ClaimedOrder>> witness =
            Witnesses.of(check, history, bare, Budget.unlimited());
        assertThat(witness).as("seed " + seed).isPresent();
        assertThat(WitnessAudit.verify(history, spec, witness.get()))
            .isInstanceOf(AuditResult.Verified.class);
        given++;
      }
    }
    assertThat(given).isGreaterThan(SEEDS / 2);
  }

  private static Optional<List<ClaimedOrder>> witness(
      SequentialSpec<?> spec, History history, Algorithm algorithm) {
    LinearizabilityCheck check = new LinearizabilityCheck(spec, algorithm);
    CheckResult result = check.check(history, Budget.unlimited());
    return Witnesses.of(check, history, result, Budget.unlimited());
  }

  /** Ways to tamper with an order. */
  private enum Tampering {
    SWAP,
    DROP,
    DUPLICATE,
    MOVE,
    OTHER_OPERATION,
    EARLIER,
    LATER;

    ClaimedOrder of(ClaimedOrder order, History history, Random random) {
      List<int[]> entries = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        entries.add(new int[] {order.operation(i), order.point(i)});
      }
      int at = random.nextInt(entries.size());
      int to = random.nextInt(entries.size());
      switch (this) {
        case SWAP -> {
          int[] held = entries.get(at);
          entries.set(at, new int[] {entries.get(to)[0], held[1]});
          entries.set(to, new int[] {held[0], entries.get(to)[1]});
        }
        case DROP -> entries.remove(at);
        case DUPLICATE -> entries.add(to, entries.get(at));
        case MOVE -> entries.add(to, entries.remove(at));
        case OTHER_OPERATION ->
            entries.set(at, new int[] {random.nextInt(history.size() + 2), entries.get(at)[1]});
        case EARLIER ->
            entries.set(
                at, new int[] {entries.get(at)[0], entries.get(at)[1] - 1 - random.nextInt(4)});
        case LATER ->
            entries.set(
                at, new int[] {entries.get(at)[0], entries.get(at)[1] + 1 + random.nextInt(4)});
      }
      return new ClaimedOrder(
          entries.stream().mapToInt(entry -> entry[0]).toArray(),
          entries.stream().mapToInt(entry -> entry[1]).toArray());
    }
  }
}

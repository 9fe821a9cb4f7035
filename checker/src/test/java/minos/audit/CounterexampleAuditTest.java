package minos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.counterexample.SmallHistories;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.SequentialSpec;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counterexamples are verified; what is left by any other means is refuted. */
final class CounterexampleAuditTest {
  private static final int SEEDS = Integer.getInteger("minos.audit.cases", 4_000) / 17;

  static java.util.List<String> models() {
    return SmallHistories.models();
  }

  @ParameterizedTest
  @MethodSource("models")
  void verifiesCounterexamplesAndRefutesNonsense(String model) {
    int verified = 0;
    int refuted = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SequentialSpec<?> spec = SmallHistories.spec(model);
      History history = SmallHistories.of(model, seed, 8 + seed % 6, seed % 2 == 0, seed % 3);
      LinearizabilityCheck check = new LinearizabilityCheck(spec);
      CheckResult result = check.check(history, Budget.unlimited());
      String which = model + ", seed " + seed + ": " + history.operations();
      if (result.verdict() instanceof Verdict.Violated violated) {
        Optional<Counterexample> small =
            Counterexamples.of(check, history, violated.violations().get(0), Budget.unlimited());
        assertThat(CounterexampleAudit.verify(spec, history, small.orElseThrow().history()))
            .as(which)
            .isInstanceOf(AuditResult.Verified.class);
        verified++;
      } else {
        // No part of a consistent history is a counterexample, whatever it looks like by itself.
        Random random = new Random(seed);
        int[] some =
            IntStream.range(0, history.size()).filter(op -> random.nextInt(3) > 0).toArray();
        if (some.length > 0) {
          History part = history.select(some, History.NEVER);
          assertThat(CounterexampleAudit.verify(spec, history, part))
              .as(which + " to " + part.operations())
              .isInstanceOf(AuditResult.Refuted.class);
          refuted++;
        }
      }
    }
    assertThat(verified).as("counterexamples of " + model).isGreaterThan(SEEDS / 10);
    assertThat(refuted).as("nonsense of " + model).isGreaterThan(SEEDS / 4);
  }
}

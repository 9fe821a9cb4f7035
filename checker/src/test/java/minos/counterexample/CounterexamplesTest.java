package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.history.Operation;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.SequentialSpec;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counterexamples of linearizability on thousands of small histories with one lie. */
final class CounterexamplesTest {
  private static final int SEEDS = Integer.getInteger("minos.counterexample.cases", 10_000) / 20;

  static Stream<String> models() {
    return Simulated.MODELS.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void isViolatedByItselfAndOneMinimal(String model) {
    List<Integer> sizes = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      ModelOptions options = ModelOptions.DEFAULTS;
      SequentialSpec<?> spec = Simulated.spec(model, options);
      History history = Simulated.history(model, options, seed, 6 + seed % 8, seed % 2 == 0, 1);
      LinearizabilityCheck check = new LinearizabilityCheck(spec);
      CheckResult result = check.check(history, Budget.unlimited());
      if (!(result.verdict() instanceof Verdict.Violated violated)) {
        continue;
      }
      Optional<Counterexample> found =
          Counterexamples.of(check, history, violated.violations().get(0), Budget.unlimited());
      String which = model + ", seed " + seed + ": " + history.operations();
      assertThat(found).as(which).isPresent();
      Counterexample counterexample = found.get();
      which += " to " + counterexample.history().operations();
      assertThat(AllOrders.explain(counterexample.history(), spec)).as(which).isFalse();
      assertThat(counterexample.minimal()).as(which).isTrue();
      assertThat(counterexample.recheckedBy()).as(which).contains("just-in-time");
      Violation shown = counterexample.violation();
      assertThat(shown.anomaly()).as(which).isEqualTo(violated.violations().get(0).anomaly());
      assertThat(culprit(shown)).as(which).isEqualTo(culprit(violated.violations().get(0)));
      assertThat(oneLess(counterexample, spec)).as(which).isEmpty();
      sizes.add(counterexample.history().size());
    }
    assertThat(sizes).as("violated histories of " + model).hasSizeGreaterThan(SEEDS / 10);
    Collections.sort(sizes);
    assertThat(sizes.get(sizes.size() / 2)).as("median size of " + model).isLessThanOrEqualTo(6);
  }

  private static Optional<Long> culprit(Violation violation) {
    return violation.culprit().map(Operation::index);
  }

  /** The histories of one reduction less that show the same violation. */
  private static List<History> oneLess(Counterexample counterexample, SequentialSpec<?> spec) {
    History history = counterexample.history();
    Dependence dependence = Specified.dependence(history, spec);
    List<History> violated = new ArrayList<>();
    BitSet all = new BitSet();
    all.set(0, history.size());
    for (int op = 0; op < history.size(); op++) {
      BitSet seed = new BitSet();
      seed.set(op);
      BitSet left = (BitSet) all.clone();
      left.andNot(dependence.close(all, seed));
      if (!left.isEmpty()) {
        History less = history.select(left.stream().toArray(), History.NEVER);
        if (!AllOrders.explain(less, spec) && shows(counterexample.violation(), less, spec)) {
          violated.add(less);
        }
      }
    }
    return violated;
  }

  private static boolean shows(Violation violation, History history, SequentialSpec<?> spec) {
    Verdict verdict = new LinearizabilityCheck(spec).check(history, Budget.unlimited()).verdict();
    return ((Verdict.Violated) verdict)
        .violations().stream()
            .anyMatch(
                other ->
                    other.anomaly() == violation.anomaly()
                        && culprit(other).equals(culprit(violation)));
  }
}

package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.contract.Contracts;
import minos.contract.RandomStores;
import minos.contract.Tier;
import minos.history.History;
import minos.history.Operation;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole stores: consistent histories stay consistent under the reductions, and what is left of
 * violated ones is small, minimal and the same violation. The checks themselves judge, which tests
 * of their own compare with the definitions.
 */
final class ContractProofsTest {
  private static final int SEEDS = Integer.getInteger("minos.counterexample.cases", 10_000) / 200;

  static Stream<ContractCheck> checks() {
    List<ContractCheck> checks = new ArrayList<>();
    for (String name : Contracts.names()) {
      for (Tier tier : Tier.values()) {
        checks.add(
            new ContractCheck(
                Contracts.byName(name).orElseThrow(), ContractOptions.DEFAULTS.withTier(tier)));
      }
    }
    for (String promise :
        List.of(
            "linearizable",
            "regular",
            "committed",
            "read-your-writes",
            "monotonic-reads",
            "monotonic-writes",
            "writes-follow-reads",
            "converges",
            "new-key",
            "new-key-always",
            "bounded(1 versions)",
            "bounded(10ms)",
            "serializable",
            "strict-serializable",
            "regular(region=same)",
            "linearizable(region=same)",
            "linearizable(lightweight=true)",
            "read-your-writes(region=same)")) {
      checks.add(ContractCheck.uniform(promise, "object-store", ContractOptions.DEFAULTS));
    }
    return checks.stream();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void consistentHistoriesStayConsistent(ContractCheck check) {
    Subject subject = Subjects.of(check).orElseThrow();
    for (int seed = 0; seed < SEEDS; seed++) {
      History history = RandomStores.of(seed, 4 + seed % 9, seed % 3 == 0 ? 0.15 : 0);
      if (judge(check, history) != Judgement.CONSISTENT) {
        continue;
      }
      String which = check.consistency() + ", seed " + seed + ": " + history.operations();
      Random random = new Random(seed);
      History less = history;
      for (int i = 0; i < 3 && less.size() > 0; i++) {
        BitSet all = new BitSet();
        all.set(0, less.size());
        BitSet seeds = new BitSet();
        seeds.set(random.nextInt(less.size()));
        BitSet left = (BitSet) all.clone();
        left.andNot(subject.dependence(less).close(all, seeds));
        less = less.select(left.stream().toArray(), History.NEVER);
        assertThat(judge(check, less))
            .as(which + " to " + less.operations())
            .isNotEqualTo(Judgement.VIOLATED);
      }
    }
  }

  @Test
  void counterexamplesAreTheSameViolation() {
    List<Integer> sizes = new ArrayList<>();
    checks().forEach(check -> sizes.addAll(sizes(check)));
    Collections.sort(sizes);

    assertThat(sizes).hasSizeGreaterThan(SEEDS);
    assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(6);
  }

  private static List<Integer> sizes(ContractCheck check) {
    List<Integer> sizes = new ArrayList<>();
    for (int seed = 0; seed < SEEDS / 3; seed++) {
      History history = RandomStores.of(seed, 20, 0.1);
      CheckResult result = check.check(history, Budget.unlimited());
      if (!(result.verdict() instanceof Verdict.Violated violated)) {
        continue;
      }
      Violation first = violated.violations().get(0);
      String which = check.consistency() + ", seed " + seed + ": " + history.operations();
      Optional<Counterexample> found =
          Counterexamples.of(check, history, first, Budget.unlimited());
      assertThat(found).as(which).isPresent();
      Counterexample small = found.get();
      which += " to " + small.history().operations();
      assertThat(small.minimal()).as(which).isTrue();
      assertThat(small.violation().anomaly()).as(which).isEqualTo(first.anomaly());
      assertThat(small.violation().culprit().map(Operation::index))
          .as(which)
          .isEqualTo(first.culprit().map(Operation::index));
      sizes.add(small.history().size());
    }
    return sizes;
  }

  private static Judgement judge(ContractCheck check, History history) {
    return check.check(history, Budget.unlimited()).verdict().judgement();
  }
}

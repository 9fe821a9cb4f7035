package minos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.audit.AuditResult;
import minos.audit.CounterexampleAudit;
import minos.check.Budget;
import minos.check.Check;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.history.History;
import minos.history.Operation;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may be left out for each workload: consistent histories stay consistent, and violated ones
 * become small ones that show the same by themselves.
 */
final class RemovalTest {
  private static final int SEEDS = Integer.getInteger("minos.counterexample.cases", 10_000) / 100;

  static Stream<String> workloads() {
    return FaultyObject.workloads().stream();
  }

  private static Check check(String workload, long seed) {
    WorkloadOptions options =
        WorkloadOptions.DEFAULTS
            .withLinearizable(seed % 2 == 0)
            .withExactlyOnce(seed % 2 == 0)
            .withNegativeBalances(seed % 4 == 0);
    return WorkloadChecks.byName(workload.replaceFirst(":.*", ""), options);
  }

  private static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void leavesConsistentHistoriesConsistent(String workload) {
    int consistent = 0;
    int smaller = 0;
    for (long seed = 0; seed < 4L * SEEDS; seed++) {
      Random random = random(seed);
      Check check = check(workload, seed);
      History history =
          FaultyObject.record(workload, random, 2 + random.nextInt(9), seed % 3 * 0.03).history();
      if (judge(check, history) != Judgement.CONSISTENT) {
        continue;
      }
      consistent++;
      History less = history;
      for (int i = 0; i < 4 && less.size() > 0; i++) {
        less = less(check, less, random);
        smaller += less.size() < history.size() ? 1 : 0;
        assertThat(judge(check, less))
            .as("%s, seed %d: %s\n OF %s", workload, seed, less.operations(), history.operations())
            .isNotEqualTo(Judgement.VIOLATED);
      }
    }
    assertThat(consistent).as("consistent histories of " + workload).isGreaterThan(SEEDS / 4);
    assertThat(smaller).as("reductions of " + workload).isGreaterThan(SEEDS / 4);
  }

  private static Judgement judge(Check check, History history) {
    return check.check(history, Budget.unlimited()).verdict().judgement();
  }

  private static History less(Check check, History history, Random random) {
    WorkloadRemoval removal = WorkloadRemoval.of(check).orElseThrow();
    BitSet all = new BitSet();
    all.set(0, history.size());
    History less = history;
    List<Value> elements = new ArrayList<>(removal.elements(history, all));
    if (!elements.isEmpty() && random.nextInt(3) == 0) {
      Collections.shuffle(elements, random);
      Set<Value> some =
          new LinkedHashSet<>(elements.subList(0, 1 + random.nextInt(elements.size())));
      BitSet stay = (BitSet) all.clone();
      stay.andNot(removal.others(history, some));
      less = removal.narrowed(history, some).select(stay.stream().toArray(), History.NEVER);
      all.clear();
      all.set(0, less.size());
    }
    int share = 1 + random.nextInt(4);
    BitSet seeds = new BitSet();
    all.stream().filter(op -> random.nextInt(share + 1) == 0).forEach(seeds::set);
    BitSet left = (BitSet) all.clone();
    left.andNot(removal.closure(less).close(all, seeds));
    return left.isEmpty() ? less : less.select(left.stream().toArray(), History.NEVER);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void makesViolatedHistoriesSmall(String workload) {
    List<Integer> sizes = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = random(seed);
      Check check = check(workload, seed);
      History history =
          FaultyObject.record(workload, random, 5 + random.nextInt(20), 0.1).history();
      Verdict verdict = check.check(history, Budget.unlimited()).verdict();
      if (!(verdict instanceof Verdict.Violated violated)) {
        continue;
      }
      Set<Anomaly> seen = new LinkedHashSet<>();
      for (Violation violation : violated.violations()) {
        if (!seen.add(violation.anomaly())) {
          continue;
        }
        String which =
            workload + ", seed " + seed + ": " + violation.summary() + violation.anomaly();
        sizes.add(small(check, history, violation, which));
      }
    }
    Collections.sort(sizes);
    assertThat(sizes).as("violations of " + workload).hasSizeGreaterThan(SEEDS / 20);
    assertThat(sizes.get(sizes.size() / 2)).as("median of " + workload).isLessThanOrEqualTo(6);
  }

  private static int small(Check check, History history, Violation violation, String which) {
    Counterexample found =
        Counterexamples.of(check, history, violation, Budget.unlimited())
            .orElseThrow(() -> new AssertionError(which));
    String to = which + " to " + found.history().operations();
    assertThat(found.minimal()).as(to).isTrue();
    assertThat(shows(check, found.history(), violation)).as(to).isTrue();
    WorkloadRemoval removal = WorkloadRemoval.of(check).orElseThrow();
    BitSet all = new BitSet();
    all.set(0, found.history().size());
    WorkloadRemoval.Closure closure = removal.closure(found.history());
    for (int op = 0; op < found.history().size(); op++) {
      BitSet seed = new BitSet();
      seed.set(op);
      BitSet left = (BitSet) all.clone();
      left.andNot(closure.close(all, seed));
      assertThat(
              left.isEmpty()
                  || !shows(
                      check,
                      found.history().select(left.stream().toArray(), History.NEVER),
                      violation))
          .as(to + " without " + op)
          .isTrue();
    }
    assertThat(CounterexampleAudit.verify(check, history, found.history(), Budget.unlimited()))
        .as(to)
        .isInstanceOf(AuditResult.Verified.class);
    assertThat(IntStream.range(0, found.operations().size()))
        .allMatch(
            i ->
                found.operations().get(i).index() == found.history().operation(i).index()
                    && found.operations().get(i).history().equals(history));
    return found.history().size();
  }

  private static boolean shows(Check check, History history, Violation violation) {
    return check.check(history, Budget.unlimited()).verdict() instanceof Verdict.Violated violated
        && violated.violations().stream()
            .anyMatch(
                other ->
                    other.anomaly() == violation.anomaly()
                        && other
                            .culprit()
                            .map(Operation::index)
                            .equals(violation.culprit().map(Operation::index)));
  }
}

package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import minos.audit.AuditResult;
import minos.audit.CounterexampleAudit;
import minos.check.Budget;
import minos.convergence.Explained;
import minos.convergence.ReplicatedRuns;
import minos.convergence.ReplicatedType;
import minos.convergence.ReplicatedTypeCheck;
import minos.history.History;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be left out of histories of replicated data types. */
final class ReplicatedSubjectTest {
  private static final int CASES = Integer.getInteger("minos.counterexample.cases", 10_000) / 5;

  @ParameterizedTest
  @EnumSource(ReplicatedType.class)
  void whatIsLeftOfExplainedHistoriesIsExplained(ReplicatedType type) {
    int smaller = 0;
    for (long seed = 0; seed < CASES; seed++) {
      History history = ReplicatedRuns.of(type, seed, 2 + (int) (seed % 4), seed % 2 == 0);
      if (!Explained.is(type, history)) {
        continue;
      }
      Random random = new Random(seed);
      History less = less(type, less(type, history, random), random);
      smaller += less.size() > 0 && less.size() < history.size() ? 1 : 0;
      assertThat(less.size() == 0 || Explained.is(type, less))
          .as("%s, seed %d: %s%nOF %s", type, seed, less.operations(), history.operations())
          .isTrue();
    }
    assertThat(smaller).isGreaterThan(CASES / 8);
  }

  private static History less(ReplicatedType type, History history, Random random) {
    Subject subject = new ReplicatedSubject(new ReplicatedTypeCheck(type));
    BitSet all = all(history);
    List<Value> elements = new ArrayList<>(subject.elements(history, all));
    Collections.sort(elements, (a, b) -> a.letters().compareTo(b.letters()));
    if (!elements.isEmpty() && random.nextBoolean()) {
      Collections.shuffle(elements, random);
      return subject.only(
          history, new LinkedHashSet<>(elements.subList(0, random.nextInt(elements.size() + 1))));
    }
    BitSet seeds = new BitSet();
    all.stream().filter(op -> random.nextInt(4) == 0).forEach(seeds::set);
    BitSet left = (BitSet) all.clone();
    left.andNot(subject.dependence(history).close(all, seeds));
    return history.select(left.stream().toArray(), History.NEVER);
  }

  private static BitSet all(History history) {
    BitSet all = new BitSet();
    all.set(0, history.size());
    return all;
  }

  @ParameterizedTest
  @EnumSource(ReplicatedType.class)
  void longHistoriesWithALieBecomeSmallAndAudited(ReplicatedType type) {
    ReplicatedTypeCheck check = new ReplicatedTypeCheck(type);
    List<Integer> sizes = new ArrayList<>();
    Set<Anomaly> seen = new HashSet<>();
    for (long seed = 0; seed < CASES / 8; seed++) {
      History history = ReplicatedRuns.of(type, seed, 5 + (int) (seed % 40), true);
      if (!(check.check(history, Budget.unlimited()).verdict()
          instanceof Verdict.Violated violated)) {
        continue;
      }
      Violation violation = violated.violations().get(0);
      seen.add(violation.anomaly());
      String which = type + ", seed " + seed + ": " + violation.summary();
      Counterexample small =
          Counterexamples.of(check, history, violation, Budget.unlimited())
              .orElseThrow(() -> new AssertionError(which));
      String to = which + " to " + small.history().operations() + " OF " + history.operations();
      assertThat(small.minimal()).as(to).isTrue();
      assertThat(check.check(small.history(), Budget.unlimited()).verdict())
          .as(to)
          .isInstanceOf(Verdict.Violated.class);
      assertThat(CounterexampleAudit.verify(check, history, small.history(), Budget.unlimited()))
          .as(to)
          .isInstanceOf(AuditResult.Verified.class);
      sizes.add(small.history().size());
    }
    Collections.sort(sizes);
    assertThat(seen).as("anomalies of %s", type).hasSizeGreaterThanOrEqualTo(3);
    // A sum needs what it is the sum of.
    boolean sums = type == ReplicatedType.G_COUNTER || type == ReplicatedType.PN_COUNTER;
    assertThat(sizes.get(sizes.size() / 2)).as("%s: %s", type, sizes).isLessThan(sums ? 9 : 6);
  }
}

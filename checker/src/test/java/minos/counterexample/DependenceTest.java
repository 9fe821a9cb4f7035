package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.SequentialSpec;
import minos.value.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Soundness: what is left of a history that an order explains, an order explains. */
final class DependenceTest {
  private static final int SEEDS = Integer.getInteger("minos.counterexample.cases", 10_000) / 20;

  static Stream<String> models() {
    return Simulated.MODELS.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsLeftOfAConsistentHistoryIsConsistent(String model) {
    int consistent = 0;
    int smaller = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      ModelOptions options =
          new ModelOptions(
              Optional.empty(),
              NilRead.ABSENT,
              seed % 3 == 0 ? FailedCas.IGNORED : FailedCas.MISMATCH);
      History history =
          Simulated.history(
              model, options, seed, 5 + seed % 6, seed % 2 == 0, seed % 4 == 3 ? 1 : 0);
      SequentialSpec<?> spec = Simulated.spec(model, options);
      if (!AllOrders.explain(history, spec)) {
        continue;
      }
      consistent++;
      Random random = new Random(seed);
      for (History prefix : List.of(history, cut(history, random))) {
        for (List<Integer> kept : reductions(prefix, spec, random)) {
          smaller += kept.size() < prefix.size() ? 1 : 0;
          History left = prefix.select(kept.stream().mapToInt(i -> i).toArray(), History.NEVER);
          assertThat(AllOrders.explain(left, spec))
              .as("%s, seed %d: %s of %s", model, seed, left.operations(), history.operations())
              .isTrue();
        }
      }
    }
    assertThat(consistent).as("consistent histories of " + model).isGreaterThan(SEEDS / 3);
    assertThat(smaller).as("reductions of " + model).isGreaterThan(SEEDS / 3);
  }

  /** The operations on some elements, with what reads of the whole say of these. */
  @ParameterizedTest
  @ValueSource(strings = {"set", "multiset", "append-list", "append-kv", "counter"})
  void whatIsSaidOfSomeElementsIsConsistent(String model) {
    int consistent = 0;
    int smaller = 0;
    for (int seed = 0; seed < 4 * SEEDS; seed++) {
      History history =
          Simulated.history(model, ModelOptions.DEFAULTS, seed, 5 + seed % 6, seed % 2 == 0, 0);
      SequentialSpec<?> spec = Simulated.spec(model, ModelOptions.DEFAULTS);
      Subject subject = new LinearizableSubject(new LinearizabilityCheck(spec));
      BitSet all = new BitSet();
      all.set(0, history.size());
      Set<Value> some = new LinkedHashSet<>(subject.elements(history, all));
      Random random = new Random(seed);
      some.removeIf(element -> random.nextBoolean());
      if (!AllOrders.explain(history, spec)) {
        continue;
      }
      consistent++;
      History left = subject.only(history, some);
      smaller += left.size() < history.size() ? 1 : 0;
      assertThat(AllOrders.explain(left, spec))
          .as("%s, seed %d: %s of %s", model, seed, left.operations(), history.operations())
          .isTrue();
    }
    assertThat(consistent).as("consistent histories of " + model).isGreaterThan(SEEDS);
    assertThat(smaller).as("reductions of " + model).isGreaterThan(SEEDS);
  }

  static History cut(History history, Random random) {
    int until = random.nextInt(Math.max(1, history.eventCount()));
    int[] begun =
        IntStream.range(0, history.size()).filter(op -> history.invoked(op) <= until).toArray();
    return history.select(begun, until);
  }

  /** Leaves out one thing after the other. */
  private static List<List<Integer>> reductions(
      History history, SequentialSpec<?> spec, Random random) {
    Dependence dependence = Specified.dependence(history, spec);
    List<List<Integer>> found = new ArrayList<>();
    BitSet kept = new BitSet();
    kept.set(0, history.size());
    for (int i = 0; i < 4 && !kept.isEmpty(); i++) {
      BitSet seeds = new BitSet();
      int share = 1 + random.nextInt(4);
      kept.stream().filter(op -> random.nextInt(share + 1) == 0).forEach(seeds::set);
      BitSet left = (BitSet) kept.clone();
      left.andNot(dependence.close(kept, seeds));
      if (!left.isEmpty()) {
        kept = left;
        found.add(left.stream().boxed().toList());
      }
    }
    return found;
  }
}

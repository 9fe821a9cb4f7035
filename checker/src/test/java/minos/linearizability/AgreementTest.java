package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.spec.FailedCas;
import minos.spec.Model;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.NilRead;
import minos.spec.SequentialSpec;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import minos.verdict.Witness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every algorithm agrees with the definition on small random histories. {@code -Dminos.cases=n}
 * tries n for each model.
 */
class AgreementTest {
  private static final int CASES = Integer.getInteger("minos.cases", 20_000);
  private static final int FEWER = Integer.getInteger("minos.cases", 2_000);
  private static final int SEARCHED_BY_ALL_ALGORITHMS = 50;

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stopThreads() {
    THREADS.shutdownNow();
  }

  static Stream<String> otherModels() {
    return Models.all().stream()
        .map(Model::name)
        .filter(
            name ->
                !List.of("register", "cas-register", "multi-register", "mutex", "append-kv")
                    .contains(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"register", "cas-register", "multi-register", "mutex", "append-kv"})
  void agreesWithEveryOrder(String model) {
    agrees(model, CASES);
  }

  @ParameterizedTest
  @MethodSource("otherModels")
  void agreesWithEveryOrderOn(String model) {
    agrees(model, FEWER);
  }

  private static void agrees(String model, int cases) {
    int violated = 0;
    for (int seed = 0; seed < cases; seed++) {
      Random random = new Random(seed);
      ModelOptions options = options(model, random);
      SequentialSpec<?> spec = Vocabulary.spec(model, options);
      Vocabulary vocabulary = new Vocabulary(model, random.nextBoolean());
      History history =
          RandomHistory.of(spec, vocabulary, RandomHistory.Shape.small(random), random);
      Check auto = new LinearizabilityCheck(Models.byName(model).orElseThrow().create(options));
      violated += new Case<>(spec, auto, history, seed).agrees() ? 0 : 1;
    }
    assertThat(violated).as("violated histories").isBetween(cases / 20, cases * 19 / 20);
  }

  private static ModelOptions options(String model, Random random) {
    NilRead nil = random.nextInt(4) == 0 ? NilRead.UNKNOWN : NilRead.ABSENT;
    FailedCas failedCas = random.nextBoolean() ? FailedCas.MISMATCH : FailedCas.IGNORED;
    Optional<Value> initial =
        switch (model) {
          case "register", "cas-register" ->
              switch (random.nextInt(3)) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(new Int(0));
                default -> Optional.of(new Int(1));
              };
          case "semaphore" -> Optional.of(new Int(2));
          default -> Optional.empty();
        };
    return new ModelOptions(initial, nil, failedCas);
  }

  @Test
  void agreesOnASpecificationThatMovesByItself() {
    for (int seed = 0; seed < FEWER; seed++) {
      Random random = new Random(seed);
      SequentialSpec<?> spec = new Coin();
      Vocabulary vocabulary = new Vocabulary("coin", false);
      History history =
          RandomHistory.of(spec, vocabulary, RandomHistory.Shape.small(random), random);
      new Case<>(spec, new LinearizabilityCheck(spec), history, seed).agrees();
    }
  }

  /** One history, judged by everybody. */
  private record Case<S>(SequentialSpec<S> spec, Check auto, History history, int seed) {
    String name() {
      return "seed " + seed + " of " + spec.name() + ": " + history.operations();
    }

    boolean agrees() {
      EveryOrder<S> oracle = new EveryOrder<>(spec, history);
      boolean expected = oracle.linearizable();
      Compiler compiler = new Compiler(spec, history);
      int[] all = IntStream.range(0, history.size()).toArray();
      Problem problem =
          compiler.registerCalls(all).map(compiler::problem).orElseGet(() -> compiler.problem(all));
      agrees(oracle, expected, problem, new DepthFirst().search(problem, Budget.unlimited()));
      agrees(oracle, expected, problem, new BreadthFirst().search(problem, Budget.unlimited()));
      if (problem.size() < history.size()) {
        Problem general = compiler.problem(all);
        agrees(oracle, expected, general, new DepthFirst().search(general, Budget.unlimited()));
      }
      if (seed % SEARCHED_BY_ALL_ALGORITHMS == 0) {
        Race race = new Race(List.of(new BreadthFirst(), new DepthFirst()), THREADS);
        agrees(oracle, expected, problem, race.run(problem, Budget.unlimited()).answer());
        for (Algorithm algorithm : Algorithm.values()) {
          agrees(oracle, expected, algorithm, new LinearizabilityCheck(spec, algorithm));
        }
      }
      agrees(oracle, expected, Algorithm.AUTO, auto);
      return expected;
    }

    private void agrees(EveryOrder<S> oracle, boolean expected, Problem problem, Answer answer) {
      if (answer instanceof Answer.Linearizable yes) {
        assertThat(expected).as(name()).isTrue();
        if (yes.witness() != Ints.NONE) {
          List<Integer> order = new ArrayList<>();
          for (int i = 0; i < yes.witness().size(); i++) {
            order.add(problem.ordinal(yes.witness().get(i)));
          }
          assertThat(oracle.wrongWith(order)).as(name() + " in the order " + order).isEmpty();
        }
      } else if (answer instanceof Answer.NotLinearizable no) {
        assertThat(expected).as(name()).isFalse();
        assertCulprit(oracle, problem.ordinal(Culprit.find(problem, no, Budget.unlimited())));
        assertThat(problem.completed(no.earliest()))
            .isLessThanOrEqualTo(problem.completed(no.latest()));
      } else {
        throw new AssertionError(name() + ": " + answer);
      }
    }

    private void agrees(EveryOrder<S> oracle, boolean expected, Algorithm algorithm, Check check) {
      Verdict verdict = check.check(history, Budget.unlimited()).verdict();
      if (verdict instanceof Verdict.Undecided) {
        boolean silent = NeverGreen.silence(history).isPresent();
        boolean unfit = algorithm == Algorithm.ZONES || algorithm == Algorithm.MONITOR;
        assertThat(silent || unfit).as(name() + verdict).isTrue();
        return;
      }
      assertThat(verdict instanceof Verdict.Consistent)
          .as("%s by %s", name(), algorithm)
          .isEqualTo(expected);
      if (verdict instanceof Verdict.Violated violated) {
        Violation violation = violated.violations().get(0);
        assertThat(violation.operations()).contains(violation.culprit().orElseThrow());
        if (violation.explanation() instanceof Explanation.Findings) {
          assertThat(new EveryOrder<>(spec, history, violation.operations()).linearizable())
              .as("%s; by themselves: %s", name(), violation.operations())
              .isFalse();
        } else {
          assertCulprit(oracle, violation.culprit().orElseThrow().ordinal());
        }
      } else if (verdict instanceof Verdict.Consistent yes && yes.witness().isPresent()) {
        Witness.Order order = yes.witness().get().orders().get(0);
        List<Integer> places = IntStream.range(0, order.size()).mapToObj(order::operation).toList();
        assertThat(oracle.wrongWith(places)).as(name() + " in the order " + places).isEmpty();
      }
    }

    /** The history up to its completion is not linearizable, and up to just before it is. */
    private void assertCulprit(EveryOrder<S> oracle, int culprit) {
      int completed = history.completed(culprit);
      String culpritName = name() + "; culprit: " + history.operation(culprit);
      assertThat(completed).as(culpritName).isNotEqualTo(History.NEVER);
      assertThat(oracle.linearizable(completed)).as(culpritName).isFalse();
      assertThat(oracle.linearizable(completed - 1)).as(culpritName).isTrue();
    }
  }
}

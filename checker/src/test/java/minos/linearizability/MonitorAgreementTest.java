package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.History;
import minos.spec.FailedCas;
import minos.spec.Model;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.NilRead;
import minos.value.Int;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Monitors agree with the general search on histories of hundreds of operations. */
class MonitorAgreementTest {
  private static final int CASES = Integer.getInteger("minos.cases.medium", 40);
  private static final int OPERATIONS = 200;
  private static final long STEPS = 50_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mutex",
        "owner-mutex",
        "reentrant-mutex",
        "fenced-mutex",
        "semaphore",
        "counter",
        "set",
        "multiset",
        "fifo-queue",
        "unordered-queue",
        "priority-queue",
        "stack",
        "id-generator",
        "cas-register"
      })
  void monitorsAgreeWithTheSearch(String name) {
    Model model = Models.byName(name).orElseThrow();
    ModelOptions options =
        new ModelOptions(
            name.equals("semaphore") ? Optional.of(new Int(2)) : Optional.empty(),
            NilRead.ABSENT,
            FailedCas.IGNORED);
    int compared = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      RandomHistory.Shape shape =
          new RandomHistory.Shape(
              OPERATIONS,
              2 + random.nextInt(3),
              random.nextBoolean() ? 0 : OPERATIONS,
              random.nextBoolean() ? 0 : 50,
              random.nextBoolean());
      History history =
          RandomHistory.of(
              model.create(options), new Vocabulary(name, true, OPERATIONS), shape, random);
      CheckResult monitored =
          new LinearizabilityCheck(model.create(options), Algorithm.MONITOR)
              .check(history, Budget.unlimited());
      Optional<Judgement> searched = search(model, options, history);
      if (searched.isPresent() && monitored.verdict().judgement() != Judgement.UNDECIDED) {
        compared++;
        assertThat(monitored.verdict().judgement())
            .as("seed %d of %s", seed, name)
            .isEqualTo(searched.get());
        assertThat(monitored.algorithm()).isNotEqualTo("monitor");
      }
    }
    assertThat(compared).as("histories that both decided").isGreaterThan(CASES / 10);
  }

  private static Optional<Judgement> search(Model model, ModelOptions options, History history) {
    int[] all = IntStream.range(0, history.size()).toArray();
    Compiler compiler = new Compiler(model.create(options), history);
    Problem problem =
        compiler.registerCalls(all).map(compiler::problem).orElseGet(() -> compiler.problem(all));
    Answer answer = new DepthFirst(STEPS).search(problem, Budget.unlimited());
    if (answer instanceof Answer.Exhausted) {
      answer = new BreadthFirst(STEPS).search(problem, Budget.unlimited());
    }
    return answer instanceof Answer.Exhausted
        ? Optional.empty()
        : Optional.of(
            answer instanceof Answer.Linearizable ? Judgement.CONSISTENT : Judgement.VIOLATED);
  }
}

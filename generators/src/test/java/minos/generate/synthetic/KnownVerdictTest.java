package minos.generate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.Models;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionChecks;
import minos.transactions.TransactionModel;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated as consistent is so, and what is put in is found. */
final class KnownVerdictTest {
  private static final int SEEDS = Integer.getInteger("minos.seeds", 150);

  @ParameterizedTest
  @MethodSource("models")
  void whatIsMadeConsistentIsConsistent(String model) throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      GeneratorOptions options = options(model, seed, List.of());
      History history = HistoryGenerator.of(options).history();

      assertThat(judgement(check(options, strongest(model)), history))
          .as("%s", options)
          .isEqualTo(Judgement.CONSISTENT);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsPutInIsFound(String model, Anomaly anomaly) throws Exception {
    for (long seed = 0; seed < SEEDS / 3; seed++) {
      GeneratorOptions options = options(model, seed, List.of(anomaly));
      HistoryBuilder builder = new HistoryBuilder();
      Truth truth = HistoryGenerator.of(options).generate(builder);
      History history = builder.build();

      assertThat(truth.verdict()).isEqualTo(Judgement.VIOLATED);
      assertThat(truth.injected()).hasSize(1);
      Truth.Injected injected = truth.injected().get(0);
      assertThat(injected.anomaly()).isEqualTo(anomaly);
      assertThat(injected.operations()).allMatch(operation -> operation < history.size());
      for (String consistency : List.of(injected.violates(), strongest(model))) {
        assertThat(judgement(check(options, consistency), history))
            .as("%s under %s", options, consistency)
            .isEqualTo(Judgement.VIOLATED);
      }
    }
  }

  @Test
  void anAnomalyOfTransactionsLeavesTheLevelsConsistentThatAllowIt() {
    allowed(Anomaly.WRITE_SKEW, IsolationLevel.SNAPSHOT_ISOLATION);
    allowed(Anomaly.LONG_FORK, IsolationLevel.READ_ATOMIC);
    allowed(Anomaly.LOST_UPDATE, IsolationLevel.READ_ATOMIC);
    allowed(Anomaly.CAUSALITY_VIOLATION, IsolationLevel.READ_ATOMIC);
    allowed(Anomaly.FRACTURED_READ, IsolationLevel.READ_COMMITTED);
    allowed(Anomaly.G_SINGLE_REALTIME, IsolationLevel.SERIALIZABLE);
  }

  private static void allowed(Anomaly anomaly, IsolationLevel level) {
    for (String model : List.of("list-append", "rw-register")) {
      GeneratorOptions options =
          GeneratorOptions.of(model).operations(60).anomalies(anomaly).seed(3).build();

      assertThat(judgement(check(options, level.id()), HistoryGenerator.of(options).history()))
          .as("%s under %s", options, level.id())
          .isEqualTo(Judgement.CONSISTENT);
    }
  }

  @Test
  void severalAnomaliesAreAllToldOf() {
    GeneratorOptions options =
        GeneratorOptions.of("register")
            .operations(300)
            .anomalies(Anomaly.STALE_READ, Anomaly.THIN_AIR_READ, Anomaly.STALE_READ)
            .build();
    List<Truth.Injected> injected = truth(options).injected();

    assertThat(injected.stream().map(Truth.Injected::anomaly))
        .containsExactlyInAnyOrder(Anomaly.STALE_READ, Anomaly.THIN_AIR_READ, Anomaly.STALE_READ);
  }

  @Test
  void theTruthNamesTheOperationsOfAStaleRead() {
    GeneratorOptions options =
        GeneratorOptions.of("register").anomalies(Anomaly.STALE_READ).seed(11).build();
    History history = HistoryGenerator.of(options).history();
    List<Long> operations = truth(options).injected().get(0).operations();

    assertThat(operations).hasSize(3);
    assertThat(history.operation((int) (long) operations.get(0)).f()).isEqualTo("write");
    assertThat(history.operation((int) (long) operations.get(2)).f()).isEqualTo("read");
    assertThat(history.operation((int) (long) operations.get(2)).output())
        .isEqualTo(history.operation((int) (long) operations.get(0)).input());
  }

  private static Truth truth(GeneratorOptions options) {
    try {
      return HistoryGenerator.of(options).generate(event -> {});
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  static GeneratorOptions options(String model, long seed, List<Anomaly> anomalies) {
    Random random = new Random(seed);
    boolean unique = random.nextBoolean() || model.equals("list-append");
    GeneratorOptions.Builder options =
        GeneratorOptions.of(model)
            .operations(8 + random.nextInt(40))
            .clients(Math.max(needed(anomalies), 2 + random.nextInt(3)))
            .values(unique ? 0 : 1 + random.nextInt(4))
            .crashRate(random.nextInt(3) * 0.015)
            .failRate(random.nextInt(3) * 0.1)
            .anomalies(anomalies)
            .seed(seed);
    if (random.nextBoolean()) {
      options.keys(new KeyDistribution.Uniform(2 + random.nextInt(3))).keyLife(10);
    }
    return options.build();
  }

  /** What spans others leaves fewer clients for these. */
  private static int needed(List<Anomaly> anomalies) {
    return anomalies.stream().anyMatch(a -> a.id().endsWith("-realtime")) ? 4 : 2;
  }

  static String strongest(String model) {
    return TransactionModel.of(model).isPresent() ? "strict-serializable" : "linearizable";
  }

  static Check check(GeneratorOptions options, String consistency) {
    return TransactionChecks.byName(consistency, options.model())
        .map(Check.class::cast)
        .orElseGet(
            () ->
                new LinearizabilityCheck(
                    Models.byName(options.model()).orElseThrow().create(options.modelOptions())));
  }

  private static Judgement judgement(Check check, History history) {
    CheckResult result = check.check(history, Budget.unlimited());
    // Where no transaction read what another wrote, nothing is known, and rightly so.
    boolean nothing =
        result.verdict() instanceof Verdict.Undecided undecided
            && undecided.cause().kind() == Cause.Kind.NOTHING_INFERRED;
    return nothing ? Judgement.CONSISTENT : result.verdict().judgement();
  }

  static Stream<String> models() {
    return HistoryGenerator.models().stream();
  }

  static Stream<Arguments> faults() {
    List<Arguments> faults = new ArrayList<>();
    for (String model : HistoryGenerator.models()) {
      HistoryGenerator.anomalies(model).forEach(a -> faults.add(Arguments.of(model, a)));
    }
    return faults.stream();
  }
}

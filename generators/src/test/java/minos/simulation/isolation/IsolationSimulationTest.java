package minos.simulation.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.Event;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionChecks;
import minos.transactions.TransactionModel;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each level's store keeps the level for many seeds, and its broken sibling shows the anomaly. */
final class IsolationSimulationTest {
  private static final int SEEDS = Integer.getInteger("minos.isolation.seeds", 60);

  static Stream<Arguments> stores() {
    return Stream.of(IsolationLevel.values())
        .flatMap(
            level -> Stream.of(TransactionModel.values()).map(model -> Arguments.of(level, model)));
  }

  private static Verdict verdict(IsolationOptions options, IsolationLevel asked) {
    HistoryBuilder builder = new HistoryBuilder();
    try {
      IsolationSimulation.run(options, builder);
      History history = builder.build();
      return TransactionChecks.of(asked, options.model())
          .check(history, Budget.unlimited())
          .verdict();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  private static IsolationOptions options(
      IsolationLevel level, TransactionModel model, boolean broken, int seed) {
    return new IsolationOptions(level, broken, model, seed, 60, 4, 3);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keepsItsLevelForEverySeed(IsolationLevel level, TransactionModel model) {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(verdict(options(level, model, false, seed), level).judgement())
          .as("%s, %s, seed %d", level, model, seed)
          .isEqualTo(Judgement.CONSISTENT);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keepsNoStrongerLevelThatIsDecidedOtherwise(IsolationLevel level, TransactionModel model) {
    for (IsolationLevel stronger : IsolationLevel.values()) {
      if (stronger == level
          || !stronger.implied().contains(level)
          || Rules.keeping(stronger).equals(Rules.keeping(level))) {
        continue;
      }
      boolean apart = false;
      for (int seed = 0; seed < SEEDS && !apart; seed++) {
        apart =
            verdict(options(level, model, false, seed), stronger).judgement() == Judgement.VIOLATED;
      }
      assertThat(apart).as("%s is not always %s", level, stronger).isTrue();
    }
  }

  private static Set<Anomaly> expected(IsolationLevel level) {
    return switch (level) {
      case READ_UNCOMMITTED -> EnumSet.of(Anomaly.G0, Anomaly.INCOMPATIBLE_ORDER);
      case READ_COMMITTED, MONOTONIC_ATOMIC_VIEW -> EnumSet.of(Anomaly.G1A);
      case READ_ATOMIC -> EnumSet.of(Anomaly.FRACTURED_READ);
      case TRANSACTIONAL_CAUSAL -> EnumSet.of(Anomaly.CAUSALITY_VIOLATION);
      case CURSOR_STABILITY, PARALLEL_SNAPSHOT_ISOLATION, SNAPSHOT_ISOLATION ->
          EnumSet.of(Anomaly.LOST_UPDATE);
      case PREFIX_CONSISTENCY -> EnumSet.of(Anomaly.LONG_FORK, Anomaly.G_NONADJACENT);
      case STRONG_SESSION_SNAPSHOT_ISOLATION, STRONG_SESSION_SERIALIZABLE ->
          EnumSet.of(Anomaly.G_SINGLE_PROCESS);
      case STRONG_SNAPSHOT_ISOLATION, STRICT_SERIALIZABLE -> EnumSet.of(Anomaly.G_SINGLE_REALTIME);
      case REPEATABLE_READ, SERIALIZABLE -> EnumSet.of(Anomaly.WRITE_SKEW, Anomaly.G2_ITEM);
    };
  }

  @ParameterizedTest
  @MethodSource("stores")
  void itsBrokenSiblingShowsTheAnomaly(IsolationLevel level, TransactionModel model) {
    if (level == IsolationLevel.READ_UNCOMMITTED && model == TransactionModel.RW_REGISTER) {
      // In which order registers were written is what nobody sees.
      return;
    }
    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
    for (int seed = 0; seed < SEEDS; seed++) {
      if (verdict(options(level, model, true, seed), level) instanceof Verdict.Violated violated) {
        violated.violations().stream().map(Violation::anomaly).forEach(found::add);
      }
    }
    assertThat(found).as("%s, %s", level, model).containsAnyElementsOf(expected(level));
  }

  @Test
  void theSameOptionsGiveTheSameEvents() throws MalformedHistoryException {
    IsolationOptions options =
        options(IsolationLevel.SNAPSHOT_ISOLATION, TransactionModel.LIST_APPEND, false, 7);
    List<Event> once = new ArrayList<>();
    List<Event> again = new ArrayList<>();

    IsolationSimulation.run(options, once::add);
    IsolationSimulation.run(options, again::add);

    assertThat(once).isEqualTo(again).hasSize(120);
  }
}

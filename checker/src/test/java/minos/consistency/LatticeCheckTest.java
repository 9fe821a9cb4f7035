package minos.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import minos.check.Budget;
import minos.history.History;
import minos.register.Drawing;
import minos.register.RandomRegisters;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.staleness.Bound;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lattice holds, and a history's place on it is found without searching what follows. */
final class LatticeCheckTest {
  /** For the hundred thousand that were once run: -Dminos.lattice=100000. */
  private static final int HISTORIES = Integer.getInteger("minos.lattice", 1500);

  private static ConsistencyChecks checks(VersionOrder order, boolean sessions) {
    RegisterOptions options = RegisterOptions.DEFAULTS.withVersionOrder(order);
    options = sessions ? options.withSessionField("session") : options;
    return ConsistencyChecks.of(options, new BruteForceLinearizability(options));
  }

  private static RandomRegisters shape(long seed) {
    int operations = 3 + (int) (seed % 5);
    int processes = 2 + (int) (seed / 5 % 2);
    int keys = 1 + (int) (seed / 10 % 2);
    boolean unique = seed % 3 > 0;
    double crashes = seed % 4 == 0 ? 0.2 : 0;
    double cas = seed % 7 == 0 ? 0.3 : 0;
    return new RandomRegisters(
        operations, processes, keys, unique, crashes, cas, seed % 11 == 0, seed % 13 == 0);
  }

  @ParameterizedTest
  @EnumSource
  void whatAStrongerModelAllowsAWeakerOneAllows(VersionOrder order) {
    for (long seed = 0; seed < HISTORIES; seed++) {
      RandomRegisters shape = shape(seed);
      History history = shape.of(seed);
      ConsistencyChecks checks = checks(order, shape.sessions());
      Map<ConsistencyModel, Judgement> found = new EnumMap<>(ConsistencyModel.class);
      for (ConsistencyModel model : ConsistencyModel.values()) {
        Verdict verdict =
            checks.of(model, Bound.versions(1)).check(history, Budget.unlimited()).verdict();
        found.put(model, verdict.judgement());
      }
      for (ConsistencyModel strong : ConsistencyModel.values()) {
        for (ConsistencyModel weak : strong.weaker(order)) {
          assertThat(
                  found.get(strong) == Judgement.CONSISTENT
                      && found.get(weak) == Judgement.VIOLATED)
              .as(
                  "%s holds and %s does not, %s, seed %s: %s",
                  strong, weak, order, seed, RandomRegisters.describe(history))
              .isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void placesAsEachCheckByItselfWould(VersionOrder order) {
    for (long seed = 0; seed < HISTORIES / 5; seed++) {
      RandomRegisters shape = shape(seed);
      History history = shape.of(seed);
      ConsistencyChecks checks = checks(order, shape.sessions());
      Placement placement = checks.all().place(history, Budget.unlimited());
      for (ConsistencyModel model : ConsistencyModel.values()) {
        Judgement alone =
            checks
                .of(model, Bound.versions(2))
                .check(history, Budget.unlimited())
                .verdict()
                .judgement();
        if (alone != Judgement.UNDECIDED) {
          assertThat(placement.of(model).judgement())
              .as("%s, %s, seed %s: %s", model, order, seed, RandomRegisters.describe(history))
              .isEqualTo(alone);
        }
      }
    }
  }

  @Test
  void everyModelButTheStrongestIsImpliedAndNoneImpliesItself() {
    for (VersionOrder order : VersionOrder.values()) {
      for (ConsistencyModel model : ConsistencyModel.values()) {
        assertThat(model.weaker(order)).doesNotContain(model);
      }
      assertThat(ConsistencyModel.LINEARIZABLE.stronger(order)).isEmpty();
      assertThat(ConsistencyModel.NO_THIN_AIR.weaker(order)).isEmpty();
    }
  }

  @Test
  void namesTheStrongestAndTheWeakestAndDrawsTheLattice() {
    History history =
        Drawing.of(
            "a |w x 1| |w y 1|         ",
            "b                 |r y 1| |w x 2|",
            "c                                 |r x 2| |r x 1|");

    Placement placement = checks(VersionOrder.NONE, false).all().place(history, Budget.unlimited());

    assertThat(placement.strongestSatisfied())
        .containsExactly(
            ConsistencyModel.PER_KEY_SEQUENTIAL,
            ConsistencyModel.PRAM,
            ConsistencyModel.WRITES_FOLLOW_READS,
            ConsistencyModel.BOUNDED_STALENESS,
            ConsistencyModel.STRONG_EVENTUAL);
    assertThat(placement.weakestViolated())
        .containsExactly(
            ConsistencyModel.PROCESSOR, ConsistencyModel.CAUSAL, ConsistencyModel.SAFE);
    assertThat(String.join("\n", placement.picture())).isEqualTo(PICTURE);
  }

  private static final String PICTURE =
      """
      [-] linearizable
      |- [-] sequential (as causal-convergence)
      |  |- [-] processor
      |  |  |- [+] per-key-sequential
      |  |  |  |- [+] read-your-writes (as per-key-sequential)
      |  |  |  |  `- [+] no-thin-air
      |  |  |  |- [+] monotonic-reads (as per-key-sequential)
      |  |  |  |  `- [+] no-thin-air (above)
      |  |  |  `- [+] monotonic-writes (as per-key-sequential)
      |  |  |     `- [+] no-thin-air (above)
      |  |  `- [+] pram
      |  |     |- [+] read-your-writes (above)
      |  |     |- [+] monotonic-reads (above)
      |  |     `- [+] monotonic-writes (above)
      |  |- [-] causal-convergence
      |  |  `- [-] session (as causal)
      |  |     |- [-] causal
      |  |     |  |- [+] monotonic-writes (above)
      |  |     |  `- [+] writes-follow-reads
      |  |     |     `- [+] no-thin-air (above)
      |  |     |- [+] read-your-writes (above)
      |  |     `- [+] monotonic-reads (above)
      |  `- [-] causal-memory (as causal)
      |     |- [+] pram (above)
      |     `- [-] session (above)
      |- [-] regular
      |  |- [-] safe
      |  `- [+] bounded-staleness:2
      |     `- [+] consistent-prefix
      |        `- [+] no-thin-air (above)
      `- [+] eventual (as strong-eventual)
         `- [+] no-thin-air (above)
      [+] strong-eventual
      `- [+] eventual (above)""";

  @Test
  void saysWhatItFoundAsACheckToo() {
    History history =
        Drawing.of(
            "a |w x 1| |w x 2|", //
            "b                 |r x 1|");

    CheckResult result =
        checks(VersionOrder.REAL_TIME, false).all().check(history, Budget.unlimited());

    assertThat(result.consistency()).isEqualTo("all");
    assertThat(result.verdict()).isInstanceOf(Verdict.Violated.class);
    assertThat(result.details().get(new Text("strongest")))
        .isEqualTo(
            Value.of(
                java.util.List.of(
                    "sequential", "session", "bounded-staleness:2", "strong-eventual")));
    assertThat(result.details().get(new Text("violated")))
        .isEqualTo(Value.of(java.util.List.of("safe")));
  }

  @Test
  void anEmptyHistoryIsUndecidedUnderEveryModel() {
    Placement placement =
        checks(VersionOrder.REAL_TIME, false).all().place(Drawing.of(), Budget.unlimited());

    assertThat(placement.with(Judgement.UNDECIDED)).hasSize(ConsistencyModel.values().length);
  }
}

package minos.causal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import minos.check.Budget;
import minos.history.Operation;
import minos.register.Accesses;
import minos.register.Condition;
import minos.register.Drawing;
import minos.register.RandomRegisters;
import minos.register.RegisterHistory;
import minos.register.RegisterOptions;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Counterexamples of the causal models are cycles, and small. */
final class CausalCyclesTest {
  private static Violation violation(Condition condition, String... lines) {
    Verdict verdict =
        condition.decide(
            RegisterHistory.of(Accesses.of(Drawing.of(lines), RegisterOptions.DEFAULTS)),
            Budget.unlimited());
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    return ((Verdict.Violated) verdict).violations().get(0);
  }

  private static List<String> steps(Violation violation) {
    return ((Explanation.Cycle) violation.explanation())
        .edges().stream()
            .map(
                e ->
                    e.from().f()
                        + e.from().value()
                        + "-"
                        + e.relation()
                        + "-"
                        + e.to().f()
                        + e.to().value())
            .toList();
  }

  @Test
  void aReadOfWhatWasOverwrittenInItsPast() {
    Violation violation =
        violation(
            new CausalConsistency(),
            "a |w x 1| |w y 5|",
            "b                 |r y 5| |w x 2|",
            "c                                 |r x 2| |r x 1|");

    assertThat(violation.anomaly()).isEqualTo(Anomaly.NON_MONOTONIC_READ);
    assertThat(steps(violation))
        .containsExactly("write2-wr-read2", "read2-session-read1", "read1-rw-write2");
    assertThat(violation.summary())
        .isEqualTo(
            "process \"c\"'s read \"x\" 1 comes causally after process \"b\"'s write \"x\" 2, but"
                + " returned an older version");
  }

  @Test
  void causeAndEffectInACircle() {
    Violation violation =
        violation(
            new CausalConsistency(),
            "a |r x 1| |w y 1|", //
            "b |r y 1| |w x 1|");

    assertThat(violation.anomaly()).isEqualTo(Anomaly.CAUSAL_CYCLE);
    assertThat(steps(violation)).hasSize(4);
  }

  @Test
  void writesInTwoOrders() {
    Violation violation =
        violation(
            new CausalConvergence(),
            "a |w x 1| |r x 2|", //
            "b |w x 2| |r x 1|");

    assertThat(violation.anomaly()).isEqualTo(Anomaly.FORK);
    assertThat(steps(violation)).containsExactlyInAnyOrder("write1-ww-write2", "write2-ww-write1");
    assertThat(violation.operations()).hasSize(4);
  }

  @Test
  void aSessionsReadsThatNoOrderOfWritesExplains() {
    Violation violation =
        violation(
            new CausalMemory(),
            "a |w z 1| |w x 1| |w y 1|",
            "b |w x 2|  |r z nil|        |r y 1| |r x 2|");

    assertThat(violation.anomaly()).isEqualTo(Anomaly.FORK);
    assertThat(violation.culprit().map(Operation::f)).contains("read");
    assertThat(((Explanation.Cycle) violation.explanation()).edges()).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void everyCycleCloses() {
    Condition[] conditions = {
      new CausalConsistency(),
      new CausalConvergence(),
      new CausalMemory(),
      new PipelinedMemory(),
      new ProcessorConsistency(),
      new SessionCausality()
    };
    int cycles = 0;
    for (long seed = 0; seed < 2000; seed++) {
      RegisterHistory history =
          RegisterHistory.of(
              Accesses.of(RandomRegisters.plain(8, 3, 2).of(seed), RegisterOptions.DEFAULTS));
      for (Condition condition : conditions) {
        if (history.thinAirRead() < 0
            && condition.decide(history, Budget.unlimited()) instanceof Verdict.Violated violated) {
          for (Violation violation : violated.violations()) {
            List<Explanation.Edge> edges = ((Explanation.Cycle) violation.explanation()).edges();
            assertThat(edges).as("seed %s, %s", seed, violation).isNotEmpty();
            for (int i = 0; i < edges.size(); i++) {
              assertThat(edges.get(i).to())
                  .as("seed %s, step %s of %s", seed, i, violation)
                  .isEqualTo(edges.get((i + 1) % edges.size()).from());
            }
            cycles++;
          }
        }
      }
    }
    assertThat(cycles).isGreaterThan(1000);
  }
}

package minos.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import minos.check.Budget;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.register.Accesses;
import minos.register.Drawing;
import minos.register.RandomRegisters;
import minos.register.RegisterOptions;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;

/** What a report says of drawn histories, and ages against their definition. */
final class StalenessReportTest {
  private static StalenessReport report(History history) {
    return StalenessReport.of(history, RegisterOptions.DEFAULTS, 0.95, Budget.unlimited());
  }

  @Test
  void freshReadsAreFresh() {
    StalenessReport report =
        report(
            Drawing.of(
                "a |w x 1|         |w x 2|", //
                "b         |r x 1|         |r x 2|"));

    assertThat(report.reads()).isEqualTo(2);
    assertThat(report.stale().hits()).isZero();
    assertThat(report.mostVersions()).isZero();
    assertThat(report.longest()).isEqualTo(Duration.ZERO);
    assertThat(report.twoAtomic()).isEqualTo(Judgement.CONSISTENT);
    assertThat(report.gamma().nanos()).hasValue(0);
    assertThat(report.nonMonotonic().trials()).isOne();
    assertThat(report.nonMonotonic().hits()).isZero();
  }

  @Test
  void aStaleReadHasItsAgeInVersionsAndTime() {
    StalenessReport report =
        report(
            Drawing.of(
                "a |w x 1| |w x 2| |w x 3|", "b                           |r x 3|   |r x 1|"));

    assertThat(report.stale().hits()).isOne();
    assertThat(report.mostVersions()).isEqualTo(2);
    // The first newer write ended at column 17, the read began at column 38.
    assertThat(report.longest()).isEqualTo(Duration.ofMillis(21));
    assertThat(report.twoAtomic()).isEqualTo(Judgement.VIOLATED);
    assertThat(report.nonMonotonic().hits()).isOne();
    assertThat(report.freshness())
        .extracting(Freshness::from, Freshness::to, f -> f.fresh().hits(), f -> f.fresh().trials())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Duration.ofMillis(2), Duration.ofMillis(5), 1L, 1L),
            org.assertj.core.groups.Tuple.tuple(
                Duration.ofMillis(10), Duration.ofMillis(20), 0L, 1L));
  }

  @Test
  void aReadFromNowhereIsCountedApart() {
    StalenessReport report = report(Drawing.of("a |w x 1| |r x 7|"));

    assertThat(report.unexplained()).isOne();
    assertThat(report.stale().trials()).isZero();
    assertThat(report.versions()).isEmpty();
  }

  @Test
  void repeatedValuesLeaveTwoAtomicityOpenAndAreSaid() {
    StalenessReport report =
        report(
            Drawing.of(
                "a |w x 1| |w x 2| |w x 1|", //
                "b                         |r x 1|"));

    assertThat(report.twoAtomic()).isEqualTo(Judgement.UNDECIDED);
    assertThat(report.stale().hits()).isZero();
    assertThat(report.assumptions())
        .anyMatch(line -> line.startsWith("Values repeat: for 1 reads"));
  }

  @Test
  void agesAreTheirDefinition() {
    for (long seed = 0; seed < 3000; seed++) {
      History history =
          new RandomRegisters(3 + (int) (seed % 8), 3, 2, seed % 2 == 0, 0.1, 0, false, false)
              .of(seed);
      Accesses accesses = Accesses.of(history, RegisterOptions.DEFAULTS);
      Ages ages = Ages.of(accesses);
      for (int i = 0; i < accesses.size(); i++) {
        if (ages.isRead(i)) {
          assertThat(ages.source(i) == Ages.NOBODY ? -1 : ages.versions(i))
              .as("access %s, seed %s: %s", i, seed, RandomRegisters.describe(history))
              .isEqualTo(versions(history, history.operation(accesses.operation(i))));
        }
      }
    }
  }

  /** The least number of writes between a candidate and the read; -1 if there is no candidate. */
  private static int versions(History history, Operation read) {
    int best = -1;
    for (int c = -1; c < history.size(); c++) {
      boolean candidate =
          c < 0
              ? read.value().isNil()
              : writes(history, c, read)
                  && history.operation(c).input().equals(read.value())
                  && history.invoked(c) < history.completed(read.ordinal());
      if (!candidate) {
        continue;
      }
      int between = 0;
      for (int u = 0; u < history.size(); u++) {
        between +=
            writes(history, u, read)
                    && history.completed(u) < history.invoked(read.ordinal())
                    && (c < 0 || history.completed(c) < history.invoked(u))
                ? 1
                : 0;
      }
      best = best < 0 ? between : Math.min(best, between);
    }
    return best;
  }

  private static boolean writes(History history, int i, Operation read) {
    Operation op = history.operation(i);
    return op.f().equals("write") && op.outcome() != Outcome.FAIL && op.key().equals(read.key());
  }
}

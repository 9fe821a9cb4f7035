package minos.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates and percentiles against published figures and by simulation. */
final class StatisticsTest {
  @Test
  void zeroOfAHundredThousandHasTheClosedForm() {
    Rate rate = Rate.of(0, 100_000, 0.95);

    assertThat(rate.lower()).isZero();
    assertThat(rate.upper()).isEqualTo(2.996e-5, within(1e-8));
  }

  @Test
  void allOfAHundredThousandIsItsMirror() {
    Rate rate = Rate.of(100_000, 100_000, 0.95);

    assertThat(rate.upper()).isEqualTo(1);
    assertThat(1 - rate.lower()).isEqualTo(2.996e-5, within(1e-8));
  }

  @Test
  void nothingOfNothingSaysNothing() {
    Rate rate = Rate.of(0, 0, 0.95);

    assertThat(rate.lower()).isZero();
    assertThat(rate.upper()).isEqualTo(1);
    assertThat(rate.value()).isNaN();
  }

  /** Clopper and Pearson's intervals as tables print them. */
  @ParameterizedTest
  @CsvSource({
    "1, 10, 0.002529, 0.4450",
    "5, 10, 0.1871, 0.8129",
    "10, 100, 0.0490, 0.1762",
    "3, 1000, 0.000619, 0.008742",
    "1, 1000000, 2.53e-8, 5.572e-6"
  })
  void isClopperPearson(long hits, long trials, double lower, double upper) {
    Rate rate = Rate.of(hits, trials, 0.95);

    assertThat(rate.lower()).isEqualTo(lower, within(lower * 0.01));
    assertThat(rate.upper()).isEqualTo(upper, within(upper * 0.01));
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 4603", "1e-4, 46050", "1e-6, 4605168"})
  void saysHowManyReadsFindARate(double rate, long trials) {
    assertThat(Rate.trialsToDetect(rate, 0.99)).isEqualTo(trials);
  }

  @Test
  void refusesImpossibleRates() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.of(3, 2, 0.95))
        .withMessage("3 of 2 with confidence 0.95 is no rate");
  }

  @Test
  void thePercentileHasBothEndsFrom473ValuesOn() {
    double[] few = IntStream.range(0, 472).asDoubleStream().toArray();
    double[] enough = IntStream.range(0, 473).asDoubleStream().toArray();

    assertThat(Percentile.of(few, 0.99, 0.95).upper()).isEmpty();
    assertThat(Percentile.of(enough, 0.99, 0.95).upper()).isPresent();
    assertThat(Percentile.of(enough, 0.99, 0.95).lower()).isPresent();
  }

  @Test
  void aPercentilesIntervalCoversItAsOftenAsItSays() {
    Random random = new Random(11);
    int covered = 0;
    int rounds = 2000;
    for (int round = 0; round < rounds; round++) {
      double[] values = new double[600];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble();
      }
      Percentile p = Percentile.of(Percentile.sorted(values, values.length), 0.9, 0.95);
      covered += p.lower().orElseThrow() <= 0.9 && p.upper().orElseThrow() >= 0.9 ? 1 : 0;
    }
    assertThat(covered / (double) rounds).isBetween(0.94, 0.975);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "500ms, 500ms", "2s, 2000ms", "1m, 60000ms"})
  void readsBounds(String text, String printed) {
    assertThat(Bound.of(text)).hasToString(printed);
  }

  @Test
  void refusesOtherBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bound.of("soon"))
        .withMessage(
            "`soon` is no bound of staleness; give a number of versions, such as 2, or a time, such"
                + " as 500ms or 2s");
  }
}

package minos.verify.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import minos.staleness.Rate;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;

final class TrendTest {
  @Test
  void aNightLikeTheOthersIsNotWorse() {
    Trend trend = trend(nights(10, Judgement.CONSISTENT, 0, 20));

    assertThat(trend.worse()).isEmpty();
    assertThat(trend.changes()).isEmpty();
  }

  @Test
  void theFirstNightIsNotWorse() {
    assertThat(trend(nights(1, Judgement.VIOLATED, 5, 20)).worse()).isEmpty();
  }

  @Test
  void aVerdictMoreSeriousThanUsualIsWorse() {
    List<Night> nights = nights(4, Judgement.CONSISTENT, 0, 20);
    nights.add(night(4, Judgement.UNDECIDED, 0, 20));

    assertThat(trend(nights).worse())
        .containsExactly("it is undecided; most nights were consistent");
  }

  @Test
  void aBetterNightThanUsualIsNotWorse() {
    List<Night> nights = nights(4, Judgement.VIOLATED, 9, 20);
    nights.add(night(4, Judgement.CONSISTENT, 0, 20));

    assertThat(trend(nights).worse()).isEmpty();
  }

  @Test
  void moreStaleReadsThanChanceExplainsAreWorse() {
    List<Night> nights = nights(5, Judgement.VIOLATED, 10, 20);
    List<Night> some = new ArrayList<>(nights);
    some.add(night(5, Judgement.VIOLATED, 15, 20));
    nights.add(night(5, Judgement.VIOLATED, 40, 20));

    assertThat(trend(some).worse()).isEmpty();
    assertThat(trend(nights).worse())
        .singleElement()
        .asString()
        .startsWith("40 of 1,000 were bad, before that 50 of 5,000: chance");
  }

  @Test
  void aNightMuchSlowerThanTheSlowestIsWorseIfThereAreEnough() {
    List<Night> few = nights(4, Judgement.CONSISTENT, 0, 20);
    few.add(night(4, Judgement.CONSISTENT, 0, 40));
    List<Night> enough = nights(5, Judgement.CONSISTENT, 0, 20);
    enough.add(night(5, Judgement.CONSISTENT, 0, 40));

    assertThat(trend(few).worse()).isEmpty();
    assertThat(trend(enough).worse())
        .containsExactly(
            "99 % of the answers took up to 40.0 ms, on the slowest of 5 nights before 20.0 ms");
  }

  @Test
  void nightsOfDifferentWorkloadsAreNotCompared() {
    Night other =
        new Night(
            Path.of("x"),
            "2026-01-09",
            "s3 cas strong",
            Judgement.VIOLATED,
            10,
            Rate.of(1, 10, 0.95),
            OptionalDouble.empty(),
            1,
            1,
            0);
    List<Night> nights = nights(3, Judgement.CONSISTENT, 0, 20);
    nights.add(other);

    assertThat(Trend.of(nights)).hasSize(2).allMatch(trend -> trend.worse().isEmpty());
  }

  @Test
  void nightsAreInTheOrderOfTheirTime() {
    List<Night> nights = nights(9, Judgement.CONSISTENT, 0, 20);
    nights.add(night(9, Judgement.VIOLATED, 0, 20));
    Collections.shuffle(nights, new Random(1));

    assertThat(trend(nights).worse())
        .containsExactly("it is violated; most nights were consistent");
  }

  @Test
  void aChangeOfTheLevelIsFoundWhereItIs() {
    double[] values = new double[30];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (i < 18 ? 10 : 14) + random.nextGaussian();
    }

    Shift shift = Shift.of(values).orElseThrow();

    assertThat(shift.at()).isBetween(17, 19);
    assertThat(shift.before()).isBetween(9.0, 11.0);
    assertThat(shift.after()).isBetween(13.0, 15.0);
  }

  /** Of many series without a change hardly more show one than the significance says. */
  @Test
  void chanceIsHardlyEverAChange() {
    int found = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(3 + seed % 60).toArray();
      found += Shift.of(values).isPresent() ? 1 : 0;
    }

    assertThat(found).isLessThan(30);
  }

  private static Trend trend(List<Night> nights) {
    List<Trend> trends = Trend.of(nights);
    assertThat(trends).hasSize(1);
    return trends.get(0);
  }

  private static List<Night> nights(int count, Judgement verdict, long stale, double p99) {
    List<Night> nights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nights.add(night(i, verdict, stale, p99));
    }
    return nights;
  }

  private static Night night(int day, Judgement verdict, long stale, double p99) {
    return new Night(
        Path.of("night-" + day),
        "2026-01-" + (10 + day),
        "s3 registers strong",
        verdict,
        2_000,
        Rate.of(stale, 1_000, 0.95),
        OptionalDouble.of(3),
        5,
        p99,
        0);
  }
}

package minos.simulation.published;

import minos.simulation.Latency;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * An object store with a copy of its index in each of two regions: what was changed in one is asked
 * for in the other as soon as the change is acknowledged.
 *
 * <p>News travels from index to index while the acknowledgement travels to the client and the
 * question to the other region, so that it mostly wins; a small share of the news is late, which is
 * the fitted parameter. A question that finds nothing where there should be something is not asked
 * again, as the measurement didn't.
 */
final class CrossRegion {
  private static final int ROUNDS = 200_000;
  private static final double ROUND_TRIP = 70;
  private static final double LATE = 2000;

  private CrossRegion() {}

  /** Kinds of changes, with the published figure and the share of the news that is late. */
  enum Change {
    CREATE("create then read", 16, 0.0165),
    DELETE("delete then read", 8, 0.0082),
    OVERWRITE("overwrite then read", 12, 0.0124),
    LIST("create then list", 8, 0.0082);

    private final String words;
    private final double published;
    private final double late;

    Change(String words, double published, double late) {
      this.words = words;
      this.published = published;
      this.late = late;
    }

    String words() {
      return words;
    }

    double published() {
      return published;
    }
  }

  static double staleOfThousand(Change change, long seed) {
    RandomGenerator random = new MersenneTwister(seed);
    Latency way =
        Latency.of(new LogNormalDistribution(random, Math.log(ROUND_TRIP / 2), 0.1, 1e-9));
    Latency index = Latency.of(new LogNormalDistribution(random, Math.log(5), 0.5, 1e-9));
    Latency late = Latency.of(new ExponentialDistribution(random, LATE, 1e-9));
    Latency news =
        Latency.mixture(random, 1 - change.late, index, () -> index.millis() + late.millis());
    int stale = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double asked = way.millis();
      stale += news.millis() > asked ? 1 : 0;
    }
    return 1000.0 * stale / ROUNDS;
  }
}

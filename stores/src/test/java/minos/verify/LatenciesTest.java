package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  @Test
  void aPercentileIsTheSortedOneUpToASixteenth() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      long[] all = new long[1 + random.nextInt(500)];
      Latencies latencies = new Latencies();
      for (int i = 0; i < all.length; i++) {
        all[i] = (long) Math.pow(10, random.nextDouble() * 10);
        latencies.add(all[i]);
      }
      Arrays.sort(all);
      for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
        long exact = all[(int) Math.ceil(all.length * share) - 1];
        assertThat(latencies.percentile(share).toNanos())
            .as("seed %d, share %s", seed, share)
            .isBetween(exact, exact + exact / 16);
      }
    }
  }

  @Test
  void ofNothingItIsZero() {
    assertThat(new Latencies().percentile(0.5)).isEqualTo(Duration.ZERO);
  }
}

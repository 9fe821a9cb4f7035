package minos.staleness;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.special.Beta;

/**
 * A percentile of a sample with its confidence interval from order statistics, which presumes
 * nothing of the distribution but that the values are independent.
 *
 * @param share which one, such as 0.99
 * @param value the smallest value that at least so large a share of the sample does not exceed
 * @param lower the lower end; empty where the sample is too small
 * @param upper the upper end; empty where the sample is too small
 */
public record Percentile(double share, double value, OptionalDouble lower, OptionalDouble upper) {
  /**
   * A percentile.
   *
   * <p>Both ends are given where the sample has the size that Wilks asks for, at which the second
   * largest value exceeds the percentile with the given confidence: 473 values for the 99th at 95
   * %.
   *
   * @param sorted the sample in ascending order, not empty
   */
  static Percentile of(double[] sorted, double share, double confidence) {
    int n = sorted.length;
    double value = sorted[Math.max(0, (int) Math.ceil(share * n) - 1)];
    double far = Math.max(share, 1 - share);
    double atMostOneBeyond = Math.pow(far, n) + n * (1 - far) * Math.pow(far, n - 1.0);
    if (n < 2 || atMostOneBeyond > 1 - confidence) {
      return new Percentile(share, value, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double alpha = 1 - confidence;
    int low = rank(n, share, alpha / 2);
    int high = Math.min(n, rank(n, share, 1 - alpha / 2) + 1);
    return new Percentile(
        share,
        value,
        OptionalDouble.of(sorted[Math.max(1, low) - 1]),
        OptionalDouble.of(sorted[Math.max(1, high) - 1]));
  }

  /** The smallest count that a binomial variable does not exceed with at least a probability. */
  private static int rank(int n, double share, double probability) {
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative(n, share, middle) >= probability) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static double cumulative(int n, double share, int count) {
    return count >= n ? 1 : 1 - Beta.regularizedBeta(share, count + 1.0, (double) n - count);
  }

  static double[] sorted(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted;
  }
}

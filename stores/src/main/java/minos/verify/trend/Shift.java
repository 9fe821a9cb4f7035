package minos.verify.trend;

import java.util.Arrays;
import java.util.Optional;

/**
 * A point of a series from which on its values are others.
 *
 * <p>Question: did the level of a series of measurements change, and where?
 *
 * <p>Idea: for each point, count how many pairs of an earlier and a later value are in order, less
 * those that are not. Without a change the largest of these counts is small. It uses ranks only, so
 * no outlier and no distribution matters.
 *
 * <p>Limits: one change is found at most, the largest; the probability is an approximation, which
 * is cautious for short series: fewer than eight values never show a change.
 *
 * <p>Cost: quadratic in the values, which are nights.
 *
 * <p>[1] A. N. Pettitt, "A non-parametric approach to the change-point problem", Applied Statistics
 * 28 (2), 1979.
 *
 * @param at the first value of the new level
 * @param before the median until then
 * @param after the median from there
 * @param probability about how likely so large a change is by chance
 */
public record Shift(int at, double before, double after, double probability) {
  private static final double SIGNIFICANT = 0.01;

  /** The largest change of a series; empty if chance explains it. */
  public static Optional<Shift> of(double[] values) {
    int n = values.length;
    long largest = 0;
    int at = 0;
    for (int split = 1; split < n; split++) {
      long count = 0;
      for (int i = 0; i < split; i++) {
        for (int j = split; j < n; j++) {
          count += Double.compare(values[j], values[i]);
        }
      }
      if (Math.abs(count) > largest) {
        largest = Math.abs(count);
        at = split;
      }
    }
    double probability =
        n < 2 ? 1 : 2 * Math.exp(-6.0 * largest * largest / (Math.pow(n, 3) + Math.pow(n, 2)));
    return probability < SIGNIFICANT
        ? Optional.of(new Shift(at, median(values, 0, at), median(values, at, n), probability))
        : Optional.empty();
  }

  static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}

package minos.staleness;

import org.apache.commons.math3.special.Beta;

/**
 * A share of trials with its confidence interval.
 *
 * <p>The interval is Clopper and Pearson's, exact by the beta distribution: it covers the true rate
 * at least as often as it says, whatever the rate, if trials are independent. Operations of one
 * session or key often are not; then it is too narrow. At 0 and at all, which is what a clean night
 * looks like, it is one-sided, in closed form: 0 of 100,000 is at most 2.996e-5 with 95 %
 * confidence.
 *
 * @param hits how many trials had it
 * @param trials how many there were
 * @param lower the lower end, 0 if there were no trials
 * @param upper the upper end, 1 if there were no trials
 * @param confidence how often the interval covers the true rate, such as 0.95
 */
public record Rate(long hits, long trials, double lower, double upper, double confidence) {
  private static final int BISECTIONS = 200;

  /**
   * The rate with its interval.
   *
   * @throws IllegalArgumentException if there are more hits than trials, or confidence is not
   *     between 0 and 1
   */
  public static Rate of(long hits, long trials, double confidence) {
    if (hits < 0 || hits > trials || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          hits + " of " + trials + " with confidence " + confidence + " is no rate");
    }
    double alpha = 1 - confidence;
    if (trials == 0) {
      return new Rate(0, 0, 0, 1, confidence);
    }
    if (hits == 0) {
      return new Rate(0, trials, 0, -Math.expm1(Math.log(alpha) / trials), confidence);
    }
    if (hits == trials) {
      return new Rate(hits, trials, Math.exp(Math.log(alpha) / trials), 1, confidence);
    }
    return new Rate(
        hits,
        trials,
        quantile(alpha / 2, hits, trials - hits + 1),
        quantile(1 - alpha / 2, hits + 1, trials - hits),
        confidence);
  }

  /** The share itself; not a number if there were no trials. */
  public double value() {
    return (double) hits / trials;
  }

  /**
   * How many independent trials it takes to see something of this rate at least once.
   *
   * @param rate how often it happens, above 0 and below 1
   * @param confidence how sure one wants to be, such as 0.99
   */
  public static long trialsToDetect(double rate, double confidence) {
    if (!(rate > 0 && rate < 1 && confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "a rate and a confidence between 0 and 1 are needed, not " + rate + " and " + confidence);
    }
    return (long) Math.ceil(Math.log1p(-confidence) / Math.log1p(-rate));
  }

  /** The quantile of a beta distribution, by bisection: as exact near 0 as anywhere. */
  private static double quantile(double p, long a, long b) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS && low < high; i++) {
      double middle = low == 0 && high > 1e-300 && high < 1e-3 ? high / 2 : (low + high) / 2;
      if (middle == low || middle == high) {
        break;
      }
      if (Beta.regularizedBeta(middle, (double) a, (double) b) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}

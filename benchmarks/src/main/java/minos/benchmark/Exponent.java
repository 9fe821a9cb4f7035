package minos.benchmark;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How a time grows with a size: the exponent {@code k} of {@code time = c size^k}, by least squares
 * on the logarithms.
 */
final class Exponent {
  private final SimpleRegression regression = new SimpleRegression();

  void add(double size, double time) {
    regression.addData(Math.log(size), Math.log(time));
  }

  /** The exponent; not a number where there are fewer than two sizes. */
  double fitted() {
    return regression.getSlope();
  }
}

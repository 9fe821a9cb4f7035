package minos.report.figure;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A measure of each night, from the oldest to the newest, perhaps with the ends of its interval.
 */
public final class TrendPlot {
  private TrendPlot() {}

  /**
   * The drawing.
   *
   * @param values one for each night; not a number where there is none
   * @param lower the lower ends of intervals; empty for none
   * @param upper the upper ends, as many
   * @param text how to write a value
   */
  public static Figure of(
      String title,
      List<Double> values,
      List<Double> lower,
      List<Double> upper,
      DoubleFunction<String> text) {
    double[] xs = new double[values.size()];
    double most = 0;
    for (int i = 0; i < xs.length; i++) {
      xs[i] = i + 1;
      most = Math.max(most, Double.isNaN(values.get(i)) ? 0 : values.get(i));
      most = Math.max(most, upper.isEmpty() ? 0 : upper.get(i));
    }
    Plot plot = Plot.linear(1, Math.max(2, xs.length), most > 0 ? most : 1);
    plot.axes(x -> x == Math.rint(x) ? String.valueOf((long) x) : "", text);
    if (!upper.isEmpty()) {
      plot.band("p50", xs, array(lower), array(upper));
    }
    return plot.line("p50", "", xs, array(values)).figure(title);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

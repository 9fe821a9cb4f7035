package minos.report.figure;

import java.util.List;
import java.util.Locale;
import minos.report.markup.Prose;
import minos.staleness.Freshness;

/** The share of fresh reads by how long before the last write had ended. */
public final class FreshnessPlot {
  private FreshnessPlot() {}

  /**
   * The plot.
   *
   * @param freshness at least two ranges
   */
  public static Figure of(List<Freshness> freshness) {
    double low = Double.MAX_VALUE;
    double high = 0;
    double worst = 1;
    int count = freshness.size();
    double[] xs = new double[count];
    double[] share = new double[count];
    double[] lower = new double[count];
    double[] upper = new double[count];
    for (int i = 0; i < count; i++) {
      Freshness range = freshness.get(i);
      double from = Math.max(range.to().toNanos() / 2.5, (double) range.from().toNanos());
      xs[i] = Math.sqrt(from * range.to().toNanos());
      share[i] = 100 * range.fresh().value();
      lower[i] = 100 * range.fresh().lower();
      upper[i] = 100 * range.fresh().upper();
      low = Math.min(low, from);
      high = Math.max(high, (double) range.to().toNanos());
      worst = Math.min(worst, range.fresh().value());
    }
    return Plot.of(
            Scale.logarithmic(low, high, Plot.left(), Plot.right()),
            Scale.linear(0, 100, Plot.bottom(), Plot.top()))
        .axes(Prose::nanos, value -> Prose.number(value) + " %")
        .band("first", xs, lower, upper)
        .line("first", "fresh reads, with 95 % confidence", xs, share)
        .figure(
            String.format(
                Locale.ROOT,
                "Share of fresh reads by the time since the last write had ended; at least %.1f %%",
                100 * worst));
  }
}

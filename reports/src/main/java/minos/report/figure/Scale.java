package minos.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values are on an axis.
 *
 * @param low the value at the beginning; above 0 if logarithmic
 * @param high the value at the end, above low
 * @param logarithmic whether equal distances are equal factors
 * @param from the coordinate of the beginning
 * @param to the coordinate of the end
 */
record Scale(double low, double high, boolean logarithmic, double from, double to) {
  static Scale linear(double low, double high, double from, double to) {
    return new Scale(low, high > low ? high : low + 1, false, from, to);
  }

  static Scale logarithmic(double low, double high, double from, double to) {
    double bottom = Math.pow(10, Math.floor(Math.log10(low)));
    double top = Math.pow(10, Math.ceil(Math.log10(high)));
    return new Scale(bottom, top > bottom ? top : bottom * 10, true, from, to);
  }

  double at(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(low, value) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return from + Math.max(0, Math.min(1, share)) * (to - from);
  }

  /** Round values, at most about seven. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      int decades = (int) Math.round(Math.log10(high / low));
      int step = Math.max(1, (decades + 5) / 6);
      for (int i = 0; i <= decades; i += step) {
        ticks.add(low * Math.pow(10, i));
      }
      return ticks;
    }
    double step = step((high - low) / 6);
    // Multiples, not sums: what is next to nothing after many sums is nothing.
    for (long i = (long) Math.ceil(low / step); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private static double step(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (decade * factor >= least * 0.999) {
        return decade * factor;
      }
    }
    return decade * 10;
  }
}

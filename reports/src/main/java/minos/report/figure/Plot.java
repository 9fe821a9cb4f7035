package minos.report.figure;

import java.util.function.DoubleFunction;
import minos.report.markup.Markup;

/** A frame with two axes, and what is drawn into it. Each line has a name of its own beside it. */
final class Plot {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 236;
  private static final double LEFT = 58;
  private static final double RIGHT = 12;
  private static final double TOP = 32;
  private static final double BOTTOM = 34;

  private final Scale x;
  private final Scale y;
  private final Markup svg = new Markup();
  private double legend = LEFT;
  private double legendTop;

  private Plot(Scale x, Scale y) {
    this.x = x;
    this.y = y;
  }

  /** A plot of values from 0 over a range. */
  static Plot linear(double xLow, double xHigh, double yHigh) {
    return new Plot(
        Scale.linear(xLow, xHigh, LEFT, WIDTH - RIGHT), Scale.linear(0, yHigh, bottom(), TOP));
  }

  /** A plot of values of several magnitudes over a range from 0. */
  static Plot logarithmic(double xHigh, double yLow, double yHigh) {
    return new Plot(
        Scale.linear(0, xHigh, LEFT, WIDTH - RIGHT), Scale.logarithmic(yLow, yHigh, bottom(), TOP));
  }

  /** A plot with both axes given. */
  static Plot of(Scale x, Scale y) {
    return new Plot(x, y);
  }

  static double left() {
    return LEFT;
  }

  static double right() {
    return WIDTH - RIGHT;
  }

  static double top() {
    return TOP;
  }

  static double bottom() {
    return HEIGHT - BOTTOM;
  }

  /** Draws the axes. */
  Plot axes(DoubleFunction<String> xText, DoubleFunction<String> yText) {
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      svg.empty("line", "class", "grid", "x1", n(LEFT), "x2", n(right()), "y1", n(at), "y2", n(at));
      svg.element(
          "text",
          yText.apply(tick),
          "class",
          "tick",
          "text-anchor",
          "end",
          "x",
          n(LEFT - 6),
          "y",
          n(at + 4));
    }
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      svg.empty(
          "line",
          "class",
          "grid",
          "x1",
          n(at),
          "x2",
          n(at),
          "y1",
          n(bottom()),
          "y2",
          n(bottom() + 4));
      svg.element(
          "text",
          xText.apply(tick),
          "class",
          "tick",
          "text-anchor",
          at > right() - 20 ? "end" : "middle",
          "x",
          n(at),
          "y",
          n(bottom() + 18));
    }
    svg.empty(
        "line",
        "class",
        "axis",
        "x1",
        n(LEFT),
        "x2",
        n(right()),
        "y1",
        n(bottom()),
        "y2",
        n(bottom()));
    return this;
  }

  /** Shades a range of the x axis, and says why where somebody points at it. */
  Plot shade(double from, double to, String title) {
    double left = x.at(from);
    double width = Math.max(1.5, x.at(to) - left);
    svg.open(
        "rect",
        "class",
        "disturbed",
        "x",
        n(left),
        "y",
        n(TOP),
        "width",
        n(width),
        "height",
        n(bottom() - TOP));
    svg.element("title", title).close();
    return this;
  }

  /** A line through points; a value that is not a number interrupts it. */
  Plot line(String style, String name, double[] xs, double[] ys) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < xs.length; i++) {
      if (Double.isNaN(ys[i])) {
        drawing = false;
        continue;
      }
      path.append(drawing ? 'L' : 'M').append(n(x.at(xs[i]))).append(' ').append(n(y.at(ys[i])));
      drawing = true;
    }
    if (path.length() > 0) {
      svg.empty("path", "class", "series " + style, "d", path.toString());
      legend(style, name);
    }
    return this;
  }

  /** The area between two lines. */
  Plot band(String style, double[] xs, double[] lower, double[] upper) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      path.append(i == 0 ? 'M' : 'L').append(n(x.at(xs[i]))).append(' ').append(n(y.at(upper[i])));
    }
    for (int i = xs.length - 1; i >= 0; i--) {
      path.append('L').append(n(x.at(xs[i]))).append(' ').append(n(y.at(lower[i])));
    }
    svg.empty("path", "class", "band " + style, "d", path.append('Z').toString());
    return this;
  }

  /** Points, all in one element. */
  Plot points(String style, String name, double[] xs, double[] ys, int count) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < count; i++) {
      path.append(mark(style, x.at(xs[i]), y.at(ys[i])));
    }
    if (count > 0) {
      svg.empty("path", "class", "points " + style, "d", path.toString());
      legend(style + " points", name);
    }
    return this;
  }

  /** Shapes differ, so that colours need not be told apart. */
  private static String mark(String style, double x, double y) {
    return switch (style) {
      case "fail" -> "M" + n(x - 2.5) + ' ' + n(y - 2.5) + "l5 5m0-5l-5 5";
      case "info" -> "M" + n(x) + ' ' + n(y - 3) + "l3 5.5h-6z";
      default -> "M" + n(x - 1.5) + ' ' + n(y) + "h3m-1.5-1.5v3";
    };
  }

  private void legend(String style, String name) {
    if (name.isEmpty()) {
      return;
    }
    boolean points = style.endsWith(" points");
    double width = 36 + 6.3 * name.length();
    if (legend + width > WIDTH && legend > LEFT) {
      legend = LEFT;
      legendTop += 12;
    }
    double y = 10 + legendTop;
    String path =
        points
            ? mark(style.substring(0, style.length() - 7), legend + 8, y)
            : "M" + n(legend) + ' ' + n(y) + "h16";
    svg.empty("path", "class", points ? style : "series " + style, "d", path);
    svg.element("text", name, "class", "legend", "x", n(legend + 21), "y", n(y + 4));
    legend += width;
  }

  Figure figure(String title) {
    return new Figure(WIDTH, HEIGHT, title, svg.toString());
  }

  private static String n(double value) {
    return Figure.n(value);
  }
}

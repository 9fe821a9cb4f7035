package minos.report.figure;

import java.util.Locale;
import minos.report.markup.Markup;

/**
 * A drawing.
 *
 * @param width in units that are pixels where there is room
 * @param height likewise
 * @param title what it shows, for somebody who can't see it
 * @param content the elements inside
 */
public record Figure(double width, double height, String title, String content) {
  /** The element for a page. */
  public String inline() {
    Markup svg = new Markup();
    svg.open(
        "svg",
        "class",
        "figure",
        "role",
        "img",
        "aria-label",
        title,
        "viewBox",
        "0 0 " + n(width) + " " + n(height),
        "width",
        n(width),
        "height",
        n(height));
    return svg.trusted(content).close().toString();
  }

  /**
   * A file of its own.
   *
   * @param style what the classes look like
   */
  public String file(String style) {
    Markup svg = new Markup();
    svg.trusted("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "figure alone",
        "viewBox",
        "-12 -12 " + n(width + 24) + " " + n(height + 24),
        "width",
        n(width + 24),
        "height",
        n(height + 24));
    svg.element("title", title);
    svg.open("style").trusted(style).close();
    svg.empty("rect", "class", "paper", "x", "-12", "y", "-12", "width", "100%", "height", "100%");
    return svg.trusted(content).close().line().toString();
  }

  /** A coordinate, to a tenth. */
  static String n(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}

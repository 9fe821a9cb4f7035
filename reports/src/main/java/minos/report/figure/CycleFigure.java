package minos.report.figure;

import java.util.List;
import minos.history.Operation;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.verdict.Explanation;

/** A cycle as boxes one below the other, and an arrow from the last back to the first. */
public final class CycleFigure {
  private static final int MOST = 24;
  private static final double WIDTH = 300;
  private static final double HEIGHT = 46;
  private static final double ROW = 88;

  private CycleFigure() {}

  /** The drawing of a cycle; of a long one, its beginning. */
  public static Figure of(Explanation.Cycle cycle) {
    List<Explanation.Edge> edges = cycle.edges().subList(0, Math.min(MOST, cycle.edges().size()));
    Markup svg = new Markup();
    StringBuilder words = new StringBuilder();
    double bottom = (edges.size() - 1) * ROW;
    for (int i = 0; i < edges.size(); i++) {
      Explanation.Edge edge = edges.get(i);
      box(svg, edge.from(), i * ROW);
      words
          .append(Prose.name(edge.from()))
          .append(" before ")
          .append(Prose.name(edge.to()))
          .append(" (")
          .append(Printable.clip(edge.relation(), 24))
          .append("), ");
      if (i < edges.size() - 1) {
        double from = i * ROW + HEIGHT;
        arrow(
            svg,
            edge,
            "M40 " + n(from) + "V" + n(from + ROW - HEIGHT - 7),
            40,
            from + ROW - HEIGHT,
            false);
        label(svg, edge, 50, from + 26);
      } else if (edges.size() > 1) {
        double from = bottom + HEIGHT / 2;
        double to = HEIGHT / 2;
        double bow = WIDTH + 40;
        arrow(
            svg,
            edge,
            "M"
                + n(WIDTH)
                + " "
                + n(from)
                + "C"
                + n(bow)
                + " "
                + n(from)
                + " "
                + n(bow)
                + " "
                + n(to)
                + " "
                + n(WIDTH + 7)
                + " "
                + n(to),
            WIDTH,
            to,
            true);
        label(svg, edge, WIDTH + 38, (from + to) / 2 + 4);
      } else {
        label(svg, edge, WIDTH + 8, HEIGHT / 2);
      }
    }
    return new Figure(
        WIDTH + 120, bottom + HEIGHT, "A cycle: " + words + "a contradiction", svg.toString());
  }

  private static void box(Markup svg, Operation operation, double y) {
    svg.open("g", "class", "node");
    svg.element("title", Printable.clip(operation.toString(), 400));
    svg.empty("rect", "x", "0", "y", n(y), "width", n(WIDTH), "height", n(HEIGHT), "rx", "6");
    svg.element(
        "text",
        Prose.name(operation)
            + " · "
            + Prose.process(operation.process())
            + " · "
            + Prose.place(operation),
        "class",
        "who",
        "x",
        "10",
        "y",
        n(y + 17));
    svg.element("text", shortened(operation), "class", "what", "x", "10", "y", n(y + 35));
    svg.close();
  }

  private static String shortened(Operation operation) {
    String text =
        operation.f().equals("txn") ? operation.value().toString() : Prose.act(operation, 60);
    return text.length() <= 39 ? text : text.substring(0, 38) + "…";
  }

  private static void arrow(
      Markup svg, Explanation.Edge edge, String path, double x, double y, boolean leftward) {
    svg.empty("path", "class", "edge " + kind(edge.relation()), "d", path);
    String head =
        leftward ? "M" + n(x) + " " + n(y) + "l9 -5v10z" : "M" + n(x) + " " + n(y) + "l-5 -9h10z";
    svg.empty("path", "class", "head " + kind(edge.relation()), "d", head);
  }

  private static void label(Markup svg, Explanation.Edge edge, double x, double y) {
    svg.open("text", "class", "relation " + kind(edge.relation()), "x", n(x), "y", n(y));
    svg.text(Printable.clip(edge.relation(), 24));
    svg.element("title", Printable.clip(edge.evidence(), 600)).close();
  }

  /** The class of a relation; those that are not dependencies look alike. */
  static String kind(String relation) {
    return switch (relation) {
      case "ww", "wr", "rw" -> relation;
      case "real-time", "realtime" -> "rt";
      default -> "so";
    };
  }

  private static String n(double value) {
    return Figure.n(value);
  }
}

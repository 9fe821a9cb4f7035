package minos.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.report.timeline.Evidence;
import minos.value.Value;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * The operations of a violation as bars, one row a process. Left of means before; distances mean
 * nothing, for they make room for the labels.
 */
public final class CounterexampleFigure {
  private static final int MOST = 40;
  private static final double LEFT = 110;
  private static final double ROW = 50;
  private static final double BAR = 28;

  private final Map<Operation, double[]> bars = new LinkedHashMap<>();
  private final Map<Operation, Integer> rows = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Violation violation;
  private double right;

  private CounterexampleFigure(Violation violation) {
    this.violation = violation;
    List<Operation> operations = new ArrayList<>(Evidence.of(violation, MOST));
    operations.sort(Comparator.comparingInt(o -> o.history().invoked(o.ordinal())));
    assignRows(operations);
    place(operations);
  }

  /** The drawing; of a violation of many operations, the first forty. */
  public static Figure of(Violation violation) {
    return new CounterexampleFigure(violation).draw();
  }

  private void assignRows(List<Operation> operations) {
    Map<Value, Integer> last = new HashMap<>();
    Map<Integer, Integer> ends = new HashMap<>();
    for (Operation operation : operations) {
      Integer row = last.get(operation.process());
      if (row == null
          || ends.getOrDefault(row, 0) >= operation.history().invoked(operation.ordinal())) {
        row = names.size();
        last.put(operation.process(), row);
        names.add(Prose.process(operation.process()));
      }
      rows.put(operation, row);
      ends.put(row, operation.history().completed(operation.ordinal()));
    }
  }

  private record End(Operation operation, boolean begins, int position) {}

  /** Gives each end the leftmost place that keeps the order and leaves room for the labels. */
  private void place(List<Operation> operations) {
    List<End> ends = new ArrayList<>();
    for (Operation operation : operations) {
      History history = operation.history();
      ends.add(new End(operation, true, history.invoked(operation.ordinal())));
      if (history.completed(operation.ordinal()) != History.NEVER) {
        ends.add(new End(operation, false, history.completed(operation.ordinal())));
      }
    }
    ends.sort(Comparator.comparingInt(End::position));
    Map<Integer, Double> free = new HashMap<>();
    double x = LEFT;
    for (End end : ends) {
      int row = rows.getOrDefault(end.operation(), 0);
      if (end.begins()) {
        x = Math.max(x + 14, free.getOrDefault(row, 0.0) + 10);
        bars.put(end.operation(), new double[] {x, Double.NaN});
        free.put(row, x + labelWidth(end.operation()));
      } else {
        double[] bar = bars.getOrDefault(end.operation(), new double[2]);
        x = Math.max(x + 14, bar[0] + labelWidth(end.operation()));
        bar[1] = x;
        free.put(row, x);
      }
      right = Math.max(right, Math.max(x, free.getOrDefault(row, 0.0)));
    }
    right += 16;
  }

  private static double labelWidth(Operation operation) {
    return 26 + 7.3 * label(operation).length();
  }

  private static String label(Operation operation) {
    String key = operation.key().map(k -> " " + Printable.clip(k.toString(), 40)).orElse("");
    String value =
        operation.f().equals("txn")
            ? operation.value().toString()
            : Prose.act(operation, 60)
                .replaceFirst("^(\\S+)", "$1" + Matcher.quoteReplacement(key));
    return value.length() <= 44 ? value : value.substring(0, 43) + "…";
  }

  private Figure draw() {
    Markup svg = new Markup();
    for (int row = 0; row < names.size(); row++) {
      svg.element("text", names.get(row), "class", "process", "x", "0", "y", n(row * ROW + 26));
      svg.empty(
          "line",
          "class",
          "lane",
          "x1",
          n(LEFT),
          "x2",
          n(right),
          "y1",
          n(row * ROW + 22),
          "y2",
          n(row * ROW + 22));
    }
    bars.forEach((operation, bar) -> bar(svg, operation, bar));
    double height = Math.max(1, names.size()) * ROW;
    if (violation.explanation() instanceof Explanation.Cycle cycle) {
      cycle.edges().forEach(edge -> edge(svg, edge));
    }
    return new Figure(
        right,
        height,
        "Counterexample: " + Printable.clip(violation.summary(), 300),
        svg.toString());
  }

  private void bar(Markup svg, Operation operation, double[] bar) {
    boolean culprit =
        violation.culprit().isPresent() && violation.culprit().get().equals(operation);
    boolean open = Double.isNaN(bar[1]);
    double end = open ? right : bar[1];
    double y = rows.getOrDefault(operation, 0) * ROW + 8;
    svg.open("g", "class", "bar " + operation.outcome().word() + (culprit ? " culprit" : " shown"));
    svg.element(
        "title",
        Printable.clip(
            Prose.deed(operation, 400)
                + ", "
                + Prose.process(operation.process())
                + ", "
                + Prose.place(operation),
            600));
    svg.empty(
        "rect", "x", n(bar[0]), "y", n(y), "width", n(end - bar[0]), "height", n(BAR), "rx", "4");
    svg.element(
        "text", (culprit ? "✕ " : "") + label(operation), "x", n(bar[0] + 8), "y", n(y + 19));
    svg.close();
    String place =
        operation.invokeLine().isPresent() ? Long.toString(operation.invokeLine().getAsLong()) : "";
    svg.element("text", place, "class", "place", "x", n(bar[0]), "y", n(y + BAR + 11));
    if (operation.completeLine().isPresent() && !open) {
      svg.element(
          "text",
          Long.toString(operation.completeLine().getAsLong()),
          "class",
          "place",
          "text-anchor",
          "end",
          "x",
          n(end),
          "y",
          n(y + BAR + 11));
    }
    if (operation.outcome() == Outcome.INFO) {
      svg.element(
          "text",
          "… may happen later, or never",
          "class",
          "place",
          "x",
          n(bar[0] + 30),
          "y",
          n(y + BAR + 11));
    }
  }

  private void edge(Markup svg, Explanation.Edge edge) {
    double[] from = bars.get(edge.from());
    double[] to = bars.get(edge.to());
    if (from == null || to == null) {
      return;
    }
    double y1 = rows.getOrDefault(edge.from(), 0) * ROW + 8;
    double y2 = rows.getOrDefault(edge.to(), 0) * ROW + 8;
    boolean down = y2 > y1;
    double x1 = from[0] + (down ? 40 : 70);
    double x2 = to[0] + (down ? 40 : 70);
    double start = down ? y1 + BAR : y1;
    double end = down ? y2 : y2 + BAR;
    double half = (start + end) / 2;
    String kind = CycleFigure.kind(edge.relation());
    svg.empty(
        "path",
        "class",
        "edge " + kind,
        "d",
        "M" + n(x1) + " " + n(start) + "C" + n(x1) + " " + n(half) + " " + n(x2) + " " + n(half)
            + " " + n(x2) + " " + n(end));
    svg.empty(
        "path",
        "class",
        "head " + kind,
        "d",
        "M" + n(x2) + " " + n(end) + (down ? "l-4 -8h8z" : "l-4 8h8z"));
    svg.element(
        "text",
        Printable.clip(edge.relation(), 20),
        "class",
        "relation " + kind,
        "x",
        n((x1 + x2) / 2 + 6),
        "y",
        n(half + 4));
  }

  private static String n(double value) {
    return Figure.n(value);
  }
}

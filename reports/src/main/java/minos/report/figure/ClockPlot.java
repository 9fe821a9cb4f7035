package minos.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.Event;
import minos.history.History;
import minos.report.markup.Prose;
import minos.report.timeline.Clock;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Real;
import minos.value.Value;

/** How far off the clocks of a store's nodes were, where a nemesis recorded it as Jepsen's does. */
public final class ClockPlot {
  private static final String FIELD = "clock-offsets";
  private static final int MOST_NODES = 8;
  private static final int LONGEST = 12;

  private ClockPlot() {}

  /** The plot; empty where nothing was recorded. */
  public static Optional<Figure> of(History history, Clock clock) {
    Map<String, List<double[]>> nodes = new LinkedHashMap<>();
    double most = 0;
    double least = 0;
    for (Event event : history.others()) {
      if (event.time() == Event.ABSENT
          || !(event.extra().get(FIELD) instanceof Dict offsets)
          || !clock.timed()) {
        continue;
      }
      for (Map.Entry<Value, Value> entry : offsets.entries().entrySet()) {
        double seconds = seconds(entry.getValue());
        if (!Double.isNaN(seconds)) {
          nodes
              .computeIfAbsent(entry.getKey().letters(), node -> new ArrayList<>())
              .add(new double[] {Math.max(0, clock.since(event.time())), seconds});
          most = Math.max(most, seconds);
          least = Math.min(least, seconds);
        }
      }
    }
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    double margin = Math.max(1e-3, (most - least) * 0.05);
    Plot plot =
        Plot.of(
                Scale.linear(0, (double) clock.span(), Plot.left(), Plot.right()),
                Scale.linear(least - margin, most + margin, Plot.bottom(), Plot.top()))
            .axes(Prose::nanos, value -> Prose.nanos(value * 1e9));
    int number = 0;
    for (Map.Entry<String, List<double[]>> node : nodes.entrySet()) {
      if (number++ == MOST_NODES) {
        break;
      }
      double[] xs = node.getValue().stream().mapToDouble(point -> point[0]).toArray();
      double[] ys = node.getValue().stream().mapToDouble(point -> point[1]).toArray();
      plot.line("node" + number, shortened(node.getKey()), xs, ys);
    }
    return Optional.of(
        plot.figure(
            "How far off the nodes' clocks were, from "
                + Prose.nanos(least * 1e9)
                + " to "
                + Prose.nanos(most * 1e9)));
  }

  /** Nodes are mostly told apart by the beginning of their names. */
  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
  }

  private static double seconds(Value value) {
    if (value instanceof Int whole) {
      return whole.value();
    } else if (value instanceof Real real) {
      return real.value();
    }
    return value instanceof Decimal decimal ? decimal.value().doubleValue() : Double.NaN;
  }
}

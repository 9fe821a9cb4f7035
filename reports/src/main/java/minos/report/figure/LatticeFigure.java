package minos.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.consistency.ConsistencyModel;
import minos.register.VersionOrder;
import minos.report.markup.Markup;
import minos.transactions.IsolationLevel;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;

/**
 * The lattice of consistency models, or of isolation levels: each above what it implies, with what
 * is known of it. What follows from a result is drawn as known, and says from what.
 */
public final class LatticeFigure {
  private static final double WIDTH = 172;
  private static final double HEIGHT = 30;
  private static final double COLUMN = 190;
  private static final double ROW = 62;

  private final Map<String, List<String>> implied = new LinkedHashMap<>();
  private final Map<String, Judgement> standing = new LinkedHashMap<>();
  private final Map<String, String> because = new LinkedHashMap<>();
  private final Map<String, double[]> place = new LinkedHashMap<>();

  private LatticeFigure() {}

  /** The drawing; empty if no result is about a model of a lattice. */
  public static Optional<Figure> of(Collection<CheckResult> results) {
    LatticeFigure lattice = new LatticeFigure();
    List<String> names =
        results.stream().map(result -> bare(result.consistency())).distinct().toList();
    if (names.stream().anyMatch(name -> ConsistencyModel.ofId(name).isPresent())) {
      for (ConsistencyModel model : ConsistencyModel.values()) {
        // What holds whatever the versions' order is.
        lattice.implied.put(model.id(), direct(model));
      }
    } else if (names.stream().anyMatch(name -> IsolationLevel.of(name).isPresent())) {
      for (IsolationLevel level : IsolationLevel.values()) {
        lattice.implied.put(level.id(), level.implied().stream().map(IsolationLevel::id).toList());
      }
    } else {
      return Optional.empty();
    }
    results.forEach(lattice::known);
    return Optional.of(lattice.draw());
  }

  private static List<String> direct(ConsistencyModel model) {
    EnumSet<ConsistencyModel> implied = EnumSet.noneOf(ConsistencyModel.class);
    implied.addAll(model.implies(VersionOrder.SERVER));
    return Arrays.stream(ConsistencyModel.values())
        .filter(implied::contains)
        .map(ConsistencyModel::id)
        .toList();
  }

  private static String bare(String consistency) {
    int colon = consistency.indexOf(':');
    return colon < 0 ? consistency : consistency.substring(0, colon);
  }

  /** Takes a result, and what follows from it where there is no result. */
  private void known(CheckResult result) {
    String name = bare(result.consistency());
    if (!implied.containsKey(name)) {
      return;
    }
    Judgement judgement = result.verdict().judgement();
    standing.put(name, judgement);
    because.remove(name);
    for (String other : implied.keySet()) {
      boolean follows =
          switch (judgement) {
            case CONSISTENT -> implies(name, other);
            case VIOLATED -> implies(other, name);
            case UNDECIDED -> false;
          };
      if (follows && !other.equals(name) && !standing.containsKey(other)) {
        standing.put(other, judgement);
        because.put(other, name);
      }
    }
  }

  private boolean implies(String stronger, String weaker) {
    return stronger.equals(weaker)
        || implied.getOrDefault(stronger, List.of()).stream()
            .anyMatch(next -> implies(next, weaker));
  }

  /** Layers by the longest way down from a strongest model. */
  private Figure draw() {
    Map<Integer, List<String>> layers = new TreeMap<>();
    for (String name : implied.keySet()) {
      layers.computeIfAbsent(depth(name), depth -> new ArrayList<>()).add(name);
    }
    int widest = layers.values().stream().mapToInt(List::size).max().orElse(1);
    layers.forEach(
        (depth, names) -> {
          List<String> sorted = new ArrayList<>(names);
          sorted.sort((a, b) -> Double.compare(wish(a), wish(b)));
          double from = (widest - sorted.size()) * COLUMN / 2;
          for (int i = 0; i < sorted.size(); i++) {
            place.put(sorted.get(i), new double[] {from + i * COLUMN, depth * ROW});
          }
        });
    Markup svg = new Markup();
    implied.forEach((name, next) -> next.forEach(weaker -> edge(svg, name, weaker)));
    implied.keySet().forEach(name -> node(svg, name));
    return new Figure(
        (widest - 1) * COLUMN + WIDTH,
        (layers.size() - 1) * ROW + HEIGHT,
        "The lattice of models, the stronger above what they imply: " + words(),
        svg.toString());
  }

  private int depth(String name) {
    return implied.entrySet().stream()
        .filter(entry -> entry.getValue().contains(name))
        .mapToInt(entry -> depth(entry.getKey()) + 1)
        .max()
        .orElse(0);
  }

  /** Below the middle of what implies it, so that few lines cross. */
  private double wish(String name) {
    return implied.entrySet().stream()
        .filter(entry -> entry.getValue().contains(name) && place.containsKey(entry.getKey()))
        .mapToDouble(entry -> place.getOrDefault(entry.getKey(), new double[2])[0])
        .average()
        .orElse(Double.MAX_VALUE);
  }

  private void edge(Markup svg, String name, String weaker) {
    double[] from = place.getOrDefault(name, new double[2]);
    double[] to = place.getOrDefault(weaker, new double[2]);
    double x1 = from[0] + WIDTH / 2;
    double y1 = from[1] + HEIGHT;
    double x2 = to[0] + WIDTH / 2;
    double half = (y1 + to[1]) / 2;
    svg.empty(
        "path",
        "class",
        "implies",
        "d",
        "M" + n(x1) + " " + n(y1) + "C" + n(x1) + " " + n(half) + " " + n(x2) + " " + n(half) + " "
            + n(x2) + " " + n(to[1]));
  }

  private void node(Markup svg, String name) {
    double[] at = place.getOrDefault(name, new double[2]);
    Optional<Judgement> known = Optional.ofNullable(standing.get(name));
    String word = known.map(Judgement::word).orElse("unasked");
    String sign =
        known
            .map(
                judgement ->
                    switch (judgement) {
                      case CONSISTENT -> "✓ ";
                      case UNDECIDED -> "? ";
                      case VIOLATED -> "✕ ";
                    })
            .orElse("");
    svg.open("g", "class", "model " + word + (because.containsKey(name) ? " follows" : ""));
    String reason = because.containsKey(name) ? ", as " + because.get(name) : "";
    svg.element("title", name + ": " + (known.isEmpty() ? "not asked" : word) + reason);
    svg.empty(
        "rect", "x", n(at[0]), "y", n(at[1]), "width", n(WIDTH), "height", n(HEIGHT), "rx", "6");
    svg.element(
        "text",
        sign + shorter(name),
        "text-anchor",
        "middle",
        "x",
        n(at[0] + WIDTH / 2),
        "y",
        n(at[1] + 19));
    svg.close();
  }

  private static String shorter(String name) {
    return name.replace("strong-session-", "session-").replace("snapshot-isolation", "snapshot");
  }

  private String words() {
    List<String> words = new ArrayList<>();
    standing.forEach((name, judgement) -> words.add(name + " " + judgement.word()));
    return String.join(", ", words);
  }

  private static String n(double value) {
    return Figure.n(value);
  }
}

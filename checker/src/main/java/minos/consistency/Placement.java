package minos.consistency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.register.VersionOrder;
import minos.staleness.Bound;
import minos.verdict.Judgement;

/**
 * A history's place on the lattice: its standing with every model.
 *
 * @param standings one for each model
 * @param versionOrder what the session guarantees were judged against, which decides what implies
 *     them
 * @param bound what bounded staleness was judged with
 */
public record Placement(
    Map<ConsistencyModel, Standing> standings, VersionOrder versionOrder, Bound bound) {
  /** Copies the map, which must have every model. */
  public Placement {
    standings = Collections.unmodifiableMap(new EnumMap<>(standings));
  }

  /** The standing with a model. */
  public Standing of(ConsistencyModel model) {
    Standing standing = standings.get(model);
    if (standing == null) {
      throw new IllegalStateException("no standing with " + model.id());
    }
    return standing;
  }

  /** The satisfied models that no other satisfied model implies. */
  public List<ConsistencyModel> strongestSatisfied() {
    List<ConsistencyModel> strongest = new ArrayList<>();
    for (ConsistencyModel model : with(Judgement.CONSISTENT)) {
      if (with(Judgement.CONSISTENT).stream().noneMatch(model.stronger(versionOrder)::contains)) {
        strongest.add(model);
      }
    }
    return strongest;
  }

  /** The violated models that imply no other violated model. */
  public List<ConsistencyModel> weakestViolated() {
    List<ConsistencyModel> weakest = new ArrayList<>();
    for (ConsistencyModel model : with(Judgement.VIOLATED)) {
      if (with(Judgement.VIOLATED).stream().noneMatch(model.weaker(versionOrder)::contains)) {
        weakest.add(model);
      }
    }
    return weakest;
  }

  /** The models with a judgement, in the order of the enum. */
  public List<ConsistencyModel> with(Judgement judgement) {
    return standings.entrySet().stream()
        .filter(entry -> entry.getValue().judgement() == judgement)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The name of a model, with the bound that was used. */
  public String name(ConsistencyModel model) {
    return model == ConsistencyModel.BOUNDED_STALENESS ? model.id() + ":" + bound : model.id();
  }

  /**
   * The lattice as a drawing in text: each model above and to the left of those that it implies,
   * with its judgement; a model that several imply is drawn in full where it comes first.
   */
  public List<String> picture() {
    List<String> lines = new ArrayList<>();
    Set<ConsistencyModel> drawn = java.util.EnumSet.noneOf(ConsistencyModel.class);
    for (ConsistencyModel model : ConsistencyModel.values()) {
      if (model.stronger(versionOrder).isEmpty()) {
        draw(model, "", "", drawn, lines);
      }
    }
    return lines;
  }

  private void draw(
      ConsistencyModel model,
      String before,
      String indent,
      Set<ConsistencyModel> drawn,
      List<String> lines) {
    boolean again = !drawn.add(model);
    lines.add(before + mark(model) + " " + name(model) + (again ? " (above)" : reason(model)));
    if (again) {
      return;
    }
    List<ConsistencyModel> next = next(model);
    for (int i = 0; i < next.size(); i++) {
      boolean last = i == next.size() - 1;
      draw(
          next.get(i),
          indent + (last ? "`- " : "|- "),
          indent + (last ? "   " : "|  "),
          drawn,
          lines);
    }
  }

  /** What a model implies not by way of another. */
  private List<ConsistencyModel> next(ConsistencyModel model) {
    Set<ConsistencyModel> implied = model.implies(versionOrder);
    return implied.stream()
        .filter(weak -> weak.stronger(versionOrder).stream().noneMatch(implied::contains))
        .toList();
  }

  private String mark(ConsistencyModel model) {
    return switch (of(model).judgement()) {
      case CONSISTENT -> "[+]";
      case UNDECIDED -> "[?]";
      case VIOLATED -> "[-]";
    };
  }

  private String reason(ConsistencyModel model) {
    return of(model).because().map(from -> " (as " + name(from) + ")").orElse("");
  }
}

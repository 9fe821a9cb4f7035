package minos.report.timeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import minos.history.Operation;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/** The operations that a violation speaks of. */
public final class Evidence {
  private Evidence() {}

  /**
   * The operations of a violation and of its explanation, each once: first the culprit, then those
   * of the violation, then the others.
   *
   * @param most how many at most
   */
  public static List<Operation> of(Violation violation, int most) {
    Set<Operation> all = new LinkedHashSet<>();
    violation.culprit().ifPresent(all::add);
    all.addAll(violation.operations());
    Explanation explanation = violation.explanation();
    if (explanation instanceof Explanation.DeadEnd deadEnd) {
      all.add(deadEnd.culprit());
      deadEnd.lastPlaced().ifPresent(all::add);
      deadEnd.states().forEach(state -> all.addAll(state.pending()));
    } else if (explanation instanceof Explanation.Cycle cycle) {
      for (Explanation.Edge edge : cycle.edges()) {
        all.add(edge.from());
        all.add(edge.to());
      }
    }
    List<Operation> first = new ArrayList<>(all);
    return first.size() <= most ? first : first.subList(0, most);
  }
}

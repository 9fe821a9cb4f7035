package minos.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import minos.check.Budget;
import minos.check.Check;
import minos.consistency.ConsistencyModel;
import minos.consistency.LatticeCheck;
import minos.consistency.Placement;
import minos.consistency.Standing;
import minos.history.History;
import minos.value.Dict;
import minos.verdict.CheckResult;

/**
 * Places a register history on the lattice of consistency models; and judges the vector clocks that
 * it records, if it does.
 */
final class LatticeSurvey implements Survey {
  private static final String CLOCK_FIELD = "clock";

  private final LatticeCheck lattice;
  private final Check recordedClocks;

  LatticeSurvey(LatticeCheck lattice, Check recordedClocks) {
    this.lattice = lattice;
    this.recordedClocks = recordedClocks;
  }

  @Override
  public Set<String> consistencies() {
    Set<String> names = new LinkedHashSet<>();
    for (ConsistencyModel model : ConsistencyModel.values()) {
      names.add(model.id());
    }
    names.add(recordedClocks.consistency());
    return names;
  }

  @Override
  public Findings of(History history, Budget budget) {
    Placement placement = lattice.place(history, budget);
    List<CheckResult> results = new ArrayList<>();
    for (ConsistencyModel model : ConsistencyModel.values()) {
      results.add(result(placement, model));
    }
    if (history.fieldNames().contains(CLOCK_FIELD)) {
      results.add(recordedClocks.check(history, budget));
    }
    return new Findings(
        results,
        placement.strongestSatisfied().stream().map(placement::name).toList(),
        placement.weakestViolated().stream().map(placement::name).toList(),
        placement.picture());
  }

  private static CheckResult result(Placement placement, ConsistencyModel model) {
    Standing standing = placement.of(model);
    if (standing.result().isPresent()) {
      return standing.result().get();
    }
    ConsistencyModel because = standing.because().orElseThrow();
    CheckResult source = result(placement, because);
    return new CheckResult(
        placement.name(model),
        source.model(),
        source.verdict(),
        Duration.ZERO,
        "as " + placement.name(because),
        List.of(),
        Dict.EMPTY);
  }
}

package minos.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.counterexample.Counterexample;
import minos.counterexample.Form;
import minos.format.verdict.HistoryDocument;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * A violation as a page tells it.
 *
 * @param check what it is a violation of
 * @param violation the violation; of the operations that it was reduced to, if they are few
 * @param counterexample what it was reduced to, if it was
 */
record Told(CheckResult check, Violation violation, Optional<Counterexample> counterexample) {
  private static Told of(
      CheckResult check, Violation violation, Optional<Counterexample> counterexample) {
    Violation shown =
        counterexample
            .filter(small -> small.form() == Form.SMALL)
            .map(
                small ->
                    new Violation(
                        violation.anomaly(),
                        violation.key(),
                        summary(violation, small),
                        violation.culprit(),
                        small.operations(),
                        violation.explanation()))
            .orElse(violation);
    return new Told(check, shown, counterexample);
  }

  /** Of answers with very many elements what is said of those that matter. */
  private static String summary(Violation violation, Counterexample small) {
    return small.narrowed().filter(how -> !how.adjusts()).isPresent()
        ? small.violation().summary()
        : violation.summary();
  }

  /**
   * The violations of a history, each once: a violation of one model is one of every stronger
   * model, and is told for the weakest.
   */
  static List<Told> of(HistoryDocument.Judged judged) {
    List<Told> told = collect(judged, true);
    return told.isEmpty() ? collect(judged, false) : told;
  }

  private static List<Told> collect(HistoryDocument.Judged judged, boolean weakest) {
    Set<Violation> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Told> told = new ArrayList<>();
    for (CheckResult check : judged.checks()) {
      boolean tells =
          !weakest
              || check.consistency().startsWith("jepsen:")
              || judged.violated().contains(check.consistency());
      if (tells
          && check.verdict().judgement() == Judgement.VIOLATED
          && check.verdict() instanceof Verdict.Violated violated) {
        violated.violations().stream()
            .filter(seen::add)
            .forEach(
                v -> told.add(of(check, v, Optional.ofNullable(judged.counterexamples().get(v)))));
      }
    }
    return told;
  }
}

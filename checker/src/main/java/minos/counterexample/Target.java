package minos.counterexample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import minos.history.Operation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * What a part of a history has to show to count as violated.
 *
 * @param violation what was found of the whole: the same anomaly, of the same operation
 * @param any whether any violation will do
 */
record Target(Violation violation, boolean any) {
  /** Any violation. */
  Target withAny() {
    return new Target(violation, true);
  }

  Judgement judgement(Verdict verdict) {
    if (verdict instanceof Verdict.Undecided undecided) {
      return switch (undecided.cause().kind()) {
        // Nothing that remains is known to be wrong, and more time would not tell more.
        case EMPTY, NOTHING_SUCCEEDED, TRUNCATED, NOTHING_INFERRED, AMBIGUOUS, UNSUPPORTED ->
            Judgement.CONSISTENT;
        case TIMEOUT, MEMORY, INTERRUPTED -> Judgement.UNDECIDED;
      };
    } else if (verdict instanceof Verdict.Violated violated && !any) {
      return violated.violations().stream().anyMatch(this::same)
          ? Judgement.VIOLATED
          : Judgement.CONSISTENT;
    }
    return verdict.judgement();
  }

  boolean same(Violation other) {
    return other.anomaly() == violation.anomaly()
        && other.culprit().map(Operation::index).equals(violation.culprit().map(Operation::index));
  }

  /** The violations with what was looked for in front. */
  List<Violation> inFront(List<Violation> violations) {
    List<Violation> sorted = new ArrayList<>(violations);
    sorted.sort(Comparator.comparing(other -> !same(other)));
    return sorted;
  }
}

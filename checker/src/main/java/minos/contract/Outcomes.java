package minos.contract;

import java.util.ArrayList;
import java.util.List;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** Collects what the promises of a contract came to: violations, and why something is open. */
final class Outcomes {
  /** A violation, and the step that was promised otherwise, or -1 if it is of several. */
  record Broken(Promise promise, int step, Violation violation) {}

  private static final int MOST = 10;

  private final int most;
  private final List<Broken> broken = new ArrayList<>();
  private final List<Cause> open = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Of as many violations of each promise as are shown. */
  Outcomes() {
    this(MOST);
  }

  /** Of so many violations of each promise. */
  Outcomes(int most) {
    this.most = most;
  }

  void broken(Promise promise, int step, Violation violation) {
    broken.add(new Broken(promise, step, violation));
  }

  void open(Cause cause) {
    open.add(cause);
  }

  /** Something to be said in the report, once. */
  void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  List<Broken> broken() {
    return broken;
  }

  List<String> notes() {
    return notes;
  }

  /** Whether one promise has as many violations as are shown. */
  boolean enough(Promise promise) {
    return broken.size() >= most
        && broken.stream().filter(b -> b.promise().equals(promise)).count() >= most;
  }

  Verdict verdict(List<Violation> told) {
    if (!told.isEmpty()) {
      return new Verdict.Violated(told);
    }
    return open.isEmpty() ? new Verdict.Consistent() : new Verdict.Undecided(open.get(0));
  }
}

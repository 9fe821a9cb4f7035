package minos.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import minos.format.jepsen.JepsenResults;
import minos.format.jepsen.JepsenResults.Validity;
import minos.format.verdict.JepsenOpinion;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;

/**
 * Puts our verdict beside the one that Jepsen wrote, and explains a difference: by judging once
 * more with the choices that Jepsen's checkers make, or by naming what only one of the two judged.
 */
final class JepsenComparison {
  /** What the checkers of these names judge is not the consistency of the history. */
  private static final Set<String> OTHERS =
      Set.of(
          "stats",
          "perf",
          "clock",
          "ex",
          "exceptions",
          "timeline",
          "assert",
          "crash",
          "log-file-pattern",
          "plot",
          "nemesis");

  private final JepsenResults theirs;
  private final List<CheckResult> ours;
  private final Function<CheckResult, Judgement> asJepsen;

  /**
   * A comparison.
   *
   * @param asJepsen judges once more what a check judged, with Jepsen's choices: a read of nil says
   *     nothing, and neither does a failed compare-and-set
   */
  JepsenComparison(
      JepsenResults theirs, List<CheckResult> ours, Function<CheckResult, Judgement> asJepsen) {
    this.theirs = theirs;
    this.ours = ours;
    this.asJepsen = asJepsen;
  }

  JepsenOpinion opinion() {
    Judgement judgement =
        ours.stream()
            .map(result -> result.verdict().judgement())
            .reduce(Judgement::and)
            .orElse(Judgement.UNDECIDED);
    boolean agrees = theirs.valid() == validity(judgement);
    return new JepsenOpinion(theirs, agrees, agrees ? List.of() : differences(judgement));
  }

  private static Validity validity(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> Validity.VALID;
      case VIOLATED -> Validity.INVALID;
      case UNDECIDED -> Validity.UNKNOWN;
    };
  }

  private List<String> differences(Judgement judgement) {
    return switch (judgement) {
      case VIOLATED -> ours.stream().filter(JepsenComparison::violated).map(this::onlyWe).toList();
      case CONSISTENT -> List.of(onlyThey());
      case UNDECIDED -> undecided();
    };
  }

  private static boolean violated(CheckResult result) {
    return result.verdict().judgement() == Judgement.VIOLATED;
  }

  /** We found a violation, and they did not. */
  private String onlyWe(CheckResult result) {
    String what = result.consistency();
    if (theirs.valid() == Validity.UNKNOWN) {
      return what + ": Jepsen's checker did not come to an answer; the violation is below";
    }
    if (asJepsen.apply(result) == Judgement.CONSISTENT) {
      return what
          + ": Jepsen's checker takes a read of nil to say nothing; judged so (--nil unknown"
          + " --failed-cas ignored) the history is consistent";
    }
    return what
        + ": also violated with Jepsen's choices (--nil unknown --failed-cas ignored); the test may"
        + " not have checked it";
  }

  /** They found fault, and we did not. */
  private String onlyThey() {
    List<String> invalid = new ArrayList<>();
    boolean others = true;
    for (Map.Entry<String, Validity> checker : theirs.checkers().entrySet()) {
      if (checker.getValue() != Validity.VALID) {
        invalid.add(checker.getKey());
        others &= OTHERS.contains(checker.getKey());
      }
    }
    if (theirs.valid() == Validity.UNKNOWN) {
      return "Jepsen's checker did not come to an answer; the history is consistent";
    }
    if (invalid.isEmpty()) {
      return "Jepsen does not say which of its checkers found fault";
    }
    return "Jepsen's "
        + String.join(", ", invalid)
        + (others
            ? " found fault, which does not judge the consistency of the history"
            : " found fault with something that was not checked here; name it with --check or"
                + " --consistency");
  }

  private List<String> undecided() {
    List<String> causes = new ArrayList<>();
    for (CheckResult result : ours) {
      if (result.verdict() instanceof Verdict.Undecided undecided) {
        causes.add(result.consistency() + " is undecided here: " + undecided.cause().message());
      }
    }
    return causes;
  }
}

package minos.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import minos.format.jepsen.FieldComparison;
import minos.format.jepsen.JepsenCheckers;
import minos.format.jepsen.JepsenResults;
import minos.format.jepsen.JepsenResults.Validity;
import minos.format.verdict.JepsenOpinion;
import minos.value.Bool;
import minos.value.Dict;
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

  private static final int MOST_DIFFERENCES = 20;

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
    List<String> differences = new ArrayList<>(agrees ? List.of() : differences(judgement));
    int compared = 0;
    int agreeing = 0;
    for (JepsenCheckers.Result result : JepsenCheckers.in(theirs.fields())) {
      Optional<Dict> own = details(result.checker());
      if (own.isEmpty()) {
        unsearched(result).ifPresent(differences::add);
        continue;
      }
      FieldComparison fields = FieldComparison.of(result.fields(), own.get());
      compared += fields.compared();
      agreeing += fields.agreeing();
      for (String difference : fields.differences()) {
        if (differences.size() < MOST_DIFFERENCES) {
          differences.add(
              "jepsen:" + result.checker() + ": " + difference + why(result.checker(), difference));
        }
      }
    }
    return new JepsenOpinion(theirs, agrees, compared, agreeing, differences);
  }

  /** The result fields of our own check of that name. */
  private Optional<Dict> details(String checker) {
    Set<String> names =
        checker.equals("set-full")
            ? Set.of("jepsen:set-full", "jepsen:g-set")
            : Set.of("jepsen:" + checker);
    return ours.stream()
        .filter(result -> names.contains(result.consistency()))
        .map(CheckResult::details)
        .findFirst();
  }

  /** Lines of logs that they found, where nothing here was asked to look for such. */
  private static Optional<String> unsearched(JepsenCheckers.Result result) {
    boolean found =
        result.checker().equals(JepsenCheckers.LOG_FILE_PATTERN)
            && Bool.FALSE.equals(result.fields().get("valid?"));
    return found
        ? Optional.of(
            "Jepsen's "
                + result.composedAs()
                + " found lines in the logs of nodes ("
                + result.fields().get("count")
                + "); the pattern that it looked for is not in the store, so give it with"
                + " --log-pattern to search them here")
        : Optional.empty();
  }

  /** What is known to make a field differ. */
  private static String why(String checker, String difference) {
    if (checker.equals("set-full") && difference.startsWith(":duplicated")) {
      return "; Jepsen's own test for duplicates never fires";
    }
    if (checker.equals("total-queue") && difference.startsWith(":valid?")) {
      return "; Jepsen counts duplicates and takes none for a fault";
    }
    if (checker.equals(JepsenCheckers.LOG_FILE_PATTERN)) {
      return "; Jepsen searches one file of each node, for the pattern of its test (--log,"
          + " --log-pattern)";
    }
    return "";
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
    Set<String> ofLogs =
        JepsenCheckers.in(theirs.fields()).stream()
            .filter(result -> result.checker().equals(JepsenCheckers.LOG_FILE_PATTERN))
            .map(JepsenCheckers.Result::composedAs)
            .collect(Collectors.toSet());
    List<String> invalid = new ArrayList<>();
    boolean others = true;
    for (Map.Entry<String, Validity> checker : theirs.checkers().entrySet()) {
      if (checker.getValue() != Validity.VALID) {
        invalid.add(checker.getKey());
        others &= OTHERS.contains(checker.getKey()) || ofLogs.contains(checker.getKey());
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

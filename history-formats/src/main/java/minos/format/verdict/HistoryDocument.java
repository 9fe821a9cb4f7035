package minos.format.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.counterexample.Counterexample;
import minos.history.History;
import minos.history.Problem;
import minos.staleness.StalenessReport;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Violation;

/** What a run found in one file: a history and its checks, or why it is not a history. */
public sealed interface HistoryDocument {
  /** The file's name as given, or {@code -} for standard input. */
  String file();

  /** The most serious verdict of all checks; undecided if there was none. */
  Judgement verdict();

  /**
   * A history that was judged.
   *
   * @param history what was read
   * @param checks what each check found
   * @param strongest the names of the consistency models that hold and are not implied by another
   *     that holds
   * @param violated the names of the consistency models that are violated, the weakest ones
   * @param staleness how stale reads were, if that was measured
   * @param jepsen what Jepsen said, if it did
   * @param counterexamples violations made small, by violation; not of all
   */
  record Judged(
      History history,
      List<CheckResult> checks,
      List<String> strongest,
      List<String> violated,
      Optional<StalenessReport> staleness,
      Optional<JepsenOpinion> jepsen,
      Map<Violation, Counterexample> counterexamples)
      implements HistoryDocument {
    /** Copies the lists. */
    public Judged {
      checks = List.copyOf(checks);
      strongest = List.copyOf(strongest);
      violated = List.copyOf(violated);
      counterexamples = Map.copyOf(counterexamples);
    }

    /** A history without counterexamples. */
    public Judged(
        History history,
        List<CheckResult> checks,
        List<String> strongest,
        List<String> violated,
        Optional<StalenessReport> staleness,
        Optional<JepsenOpinion> jepsen) {
      this(history, checks, strongest, violated, staleness, jepsen, Map.of());
    }

    @Override
    public String file() {
      return history.origin().source();
    }

    @Override
    public Judgement verdict() {
      return checks.stream()
          .map(check -> check.verdict().judgement())
          .reduce(Judgement::and)
          .orElse(Judgement.UNDECIDED);
    }

    /** How many objects its operations are on: its keys, or one where it has none. */
    public int objects() {
      return history.size() == 0 ? 0 : Math.max(1, history.keyCount());
    }
  }

  /**
   * A file that is not a history, or one that could not be read to its end.
   *
   * @param file its name
   * @param problems the first problems found
   * @param count how many problems were found in all
   * @param cause why it is undecided, if nothing is wrong with the file
   */
  record Unreadable(String file, List<Problem> problems, long count, Optional<Cause> cause)
      implements HistoryDocument {
    /** Copies the list. */
    public Unreadable {
      problems = List.copyOf(problems);
    }

    /** A file that is not a history. */
    public Unreadable(String file, List<Problem> problems, long count) {
      this(file, problems, count, Optional.empty());
    }

    @Override
    public Judgement verdict() {
      return Judgement.UNDECIDED;
    }
  }
}

package minos.cli.run;

import java.util.List;
import java.util.Optional;
import minos.format.verdict.JepsenOpinion;
import minos.history.History;
import minos.staleness.StalenessReport;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;

/**
 * What one file came to. A failure does not take back the results before it.
 *
 * @param file its name as given
 * @param history what was read; empty if that failed
 * @param results of the checks that ended, in the order asked for
 * @param placement where the results place the history among the consistency models
 * @param staleness how stale reads were, if that was asked
 * @param jepsen what Jepsen said of it, if it did
 * @param proofs what was made of the results for somebody to follow
 * @param failure why reading or a check failed, if one did
 */
public record FileReport(
    String file,
    Optional<History> history,
    List<CheckResult> results,
    Placement placement,
    Optional<StalenessReport> staleness,
    Optional<JepsenOpinion> jepsen,
    Proofs proofs,
    Optional<Failure> failure) {
  /** Copies the list. */
  public FileReport {
    results = List.copyOf(results);
    if (results.isEmpty() && failure.isEmpty()) {
      throw new IllegalArgumentException(file + " has neither a result nor a failure");
    }
  }

  /** A report without proofs. */
  public FileReport(
      String file,
      Optional<History> history,
      List<CheckResult> results,
      Placement placement,
      Optional<StalenessReport> staleness,
      Optional<JepsenOpinion> jepsen,
      Optional<Failure> failure) {
    this(file, history, results, placement, staleness, jepsen, Proofs.NONE, failure);
  }

  /** A file that could not be read. */
  public static FileReport unread(String file, Failure failure) {
    return new FileReport(
        file,
        Optional.empty(),
        List.of(),
        Placement.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.of(failure));
  }

  /**
   * The most serious verdict. Empty where there is none, and where a check failed, unless another
   * found a violation: that stays one. What did not fit into memory is undecided.
   */
  public Optional<Judgement> judgement() {
    Optional<Judgement> worst =
        results.stream().map(result -> result.verdict().judgement()).reduce(Judgement::and);
    if (worst.isEmpty() && failure.flatMap(Failure::cause).isPresent()) {
      return Optional.of(Judgement.UNDECIDED);
    }
    boolean certain = failure.isEmpty() || worst.equals(Optional.of(Judgement.VIOLATED));
    return certain ? worst : Optional.empty();
  }

  /** What the run ends with, if this is its only file. */
  public ExitCode code() {
    return judgement().map(ExitCode::of).orElseGet(() -> failure.orElseThrow().code());
  }

  /** The same with every consistent verdict replaced by an undecided one. */
  public FileReport undecided(Cause cause) {
    List<CheckResult> others =
        results.stream()
            .map(
                result ->
                    result.verdict().judgement() == Judgement.CONSISTENT
                        ? result.withVerdict(new Verdict.Undecided(cause))
                        : result)
            .toList();
    return new FileReport(file, history, others, placement, staleness, jepsen, failure);
  }
}

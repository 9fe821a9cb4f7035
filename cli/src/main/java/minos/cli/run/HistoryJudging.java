package minos.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.catalog.CheckCatalog;
import minos.catalog.Choice;
import minos.catalog.Question;
import minos.catalog.Survey;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.register.RegisterOptions;
import minos.spec.ModelFaultException;
import minos.spec.UnknownCallException;
import minos.staleness.StalenessReport;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * The judging of one history, step by step: what was chosen is run, then proved, then its staleness
 * measured. A step that fails leaves what the others came to; of several failures the last is kept.
 */
final class HistoryJudging {
  /** Of the intervals of rates and percentiles. */
  private static final double CONFIDENCE = 0.95;

  private final String name;
  private final History history;
  private final List<String> assumptions;
  private final Budget budget;
  private final FileFailures failures;
  private final Progress progress;
  private final Consumer<String> warnings;
  private final List<CheckResult> results = new ArrayList<>();
  private @Nullable Placement placement;
  private @Nullable StalenessReport staleness;
  private Proofs proofs = Proofs.NONE;
  private @Nullable Failure failure;

  /**
   * Begins.
   *
   * @param name of the file
   * @param assumptions for all checks, which go before what each one assumes
   * @param warnings told of what is left undone
   */
  HistoryJudging(
      String name,
      History history,
      List<String> assumptions,
      Budget budget,
      FileFailures failures,
      Progress progress,
      Consumer<String> warnings) {
    this.name = name;
    this.history = history;
    this.assumptions = List.copyOf(assumptions);
    this.budget = budget;
    this.failures = failures;
    this.progress = progress;
    this.warnings = warnings;
  }

  /** Finds the place of the history among the consistency models. */
  void survey(Survey survey) {
    String what = "checking " + name + " on the lattice";
    progress.begin(() -> what);
    try {
      Survey.Findings found = survey.of(history, budget);
      found.results().forEach(result -> add(NeverGreen.guard(history, result)));
      placement = new Placement(found.strongest(), found.violated(), found.picture());
    } catch (UnknownCallException e) {
      failure = failures.unknown(history, e);
    } catch (RuntimeException | StackOverflowError e) {
      failure = failures.fault(what, e);
    }
  }

  /**
   * Runs a check.
   *
   * @param askedFor whether somebody asked for this very one; if not, it need not apply
   */
  void check(Check check, boolean askedFor) {
    String what = "checking " + name + ": " + check.consistency();
    progress.begin(() -> what);
    try {
      add(new CheckRun(check, history, budget).result());
    } catch (UnknownCallException e) {
      if (askedFor) {
        failure = failures.unknown(history, e);
      } else {
        String message = "does not apply: " + e.getMessage();
        add(CheckRun.none(check, Cause.Kind.UNSUPPORTED, message));
      }
    } catch (ModelFaultException e) {
      failure = failures.model(e);
    } catch (RuntimeException | StackOverflowError e) {
      failure = failures.fault(what, e);
    }
  }

  /** Makes counterexamples and witnesses of what was found. */
  void prove(ProofMaker maker, CheckCatalog catalog, Question question, Choice choice) {
    String what = "proving what was found in " + name;
    progress.begin(() -> what);
    try {
      proofs = maker.make(catalog, question, choice, history, results, budget);
    } catch (RuntimeException | StackOverflowError e) {
      failure = failures.fault(what, e);
    } catch (OutOfMemoryError e) {
      warnings.accept("what was found in " + name + " is not proved: " + FileFailures.usedUp());
    }
  }

  /** Measures how stale reads were, unless something failed. */
  void measure(RegisterOptions options) {
    if (failure != null) {
      return;
    }
    String what = "measuring the staleness of " + name;
    progress.begin(() -> what);
    try {
      staleness = StalenessReport.of(history, options, CONFIDENCE, budget);
    } catch (UnknownCallException e) {
      failure = failures.unknown(history, e);
    } catch (RuntimeException | StackOverflowError e) {
      failure = failures.fault(what, e);
    } catch (OutOfMemoryError e) {
      warnings.accept("the staleness of " + name + " is not measured: " + FileFailures.usedUp());
    }
  }

  /** The results so far. */
  List<CheckResult> results() {
    return List.copyOf(results);
  }

  /** The place that was found, if it was looked for. */
  Optional<Placement> placement() {
    return Optional.ofNullable(placement);
  }

  /** How stale reads were, if that was measured. */
  Optional<StalenessReport> staleness() {
    return Optional.ofNullable(staleness);
  }

  /** What was proved. */
  Proofs proofs() {
    return proofs;
  }

  /** Why a step failed, if one did. */
  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  private void add(CheckResult result) {
    List<String> all = new ArrayList<>(assumptions);
    all.addAll(result.assumptions());
    results.add(
        new CheckResult(
            result.consistency(),
            result.model(),
            result.verdict(),
            result.elapsed(),
            result.algorithm(),
            all,
            result.details()));
  }
}

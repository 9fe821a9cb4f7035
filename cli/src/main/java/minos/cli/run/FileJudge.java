package minos.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import minos.catalog.CheckCatalog;
import minos.catalog.Choice;
import minos.catalog.Question;
import minos.catalog.Survey;
import minos.catalog.UnfitException;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.format.HistoryFiles;
import minos.format.Keyed;
import minos.format.ReadOptions;
import minos.format.jepsen.JepsenResults;
import minos.format.verdict.JepsenOpinion;
import minos.history.Event;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Problem;
import minos.register.RegisterOptions;
import minos.spec.FailedCas;
import minos.spec.ModelFaultException;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.UnknownCallException;
import minos.staleness.StalenessReport;
import minos.value.Dict;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;

/**
 * Judges one file after the other: reads it, chooses the checks, runs them within a budget. Every
 * way to fail becomes part of the {@link FileReport}; a fault of ours in one file leaves the others
 * to be judged.
 */
public final class FileJudge {
  /** Of the intervals of rates and percentiles. */
  private static final double CONFIDENCE = 0.95;

  private final CheckCatalog catalog;
  private final Question question;
  private final Keyed keyed;
  private final ReadOptions reading;
  private final Optional<RegisterOptions> staleness;
  private final Supplier<Budget> budgets;
  private final ProofMaker proofs;
  private final Interruption interruption;
  private final Progress progress;
  private final Consumer<String> warnings;
  private final BiConsumer<String, Throwable> crashes;

  /**
   * A judge.
   *
   * @param staleness how reads are taken to measure their staleness; empty not to
   * @param proofs makes counterexamples and witnesses
   * @param budgets makes the budget of one file, which starts then
   * @param warnings told of what is left undone
   * @param crashes told of faults: during what, and what happened
   */
  public FileJudge(
      CheckCatalog catalog,
      Question question,
      ReadOptions reading,
      Optional<RegisterOptions> staleness,
      ProofMaker proofs,
      Supplier<Budget> budgets,
      Interruption interruption,
      Progress progress,
      Consumer<String> warnings,
      BiConsumer<String, Throwable> crashes) {
    this.catalog = catalog;
    this.question = question;
    this.keyed = reading.keyed();
    // Decided here, where it becomes an assumption in the report.
    this.reading = keyed == Keyed.AUTO ? reading.withKeyed(Keyed.NO) : reading;
    this.staleness = staleness;
    this.proofs = proofs;
    this.budgets = budgets;
    this.interruption = interruption;
    this.progress = progress;
    this.warnings = warnings;
    this.crashes = crashes;
  }

  /** Judges a file. */
  public FileReport judge(Input input, InputStream standardInput) {
    List<String> assumptions = new ArrayList<>();
    History history;
    try {
      ReadingProgress far = new ReadingProgress(input);
      progress.begin(far);
      interruption.readingBegins();
      history = read(input, standardInput, far, assumptions);
    } catch (MalformedHistoryException e) {
      return FileReport.unread(input.name(), Failure.of(e));
    } catch (IOException e) {
      if (interruption.happened()) {
        return FileReport.unread(
            input.name(),
            Failure.of(ExitCode.INTERRUPTED, input.name(), "interrupted while it was read"));
      }
      return FileReport.unread(
          input.name(), Failure.of(ExitCode.BAD_DATA, input.name(), "can't be read: " + reason(e)));
    } catch (OutOfMemoryError e) {
      return FileReport.unread(input.name(), tooLarge(input, "reading"));
    } catch (RuntimeException | StackOverflowError e) {
      return FileReport.unread(input.name(), fault("reading " + input.name(), input, e));
    } finally {
      interruption.readingEnds();
      progress.end();
    }
    return checked(input, history, assumptions);
  }

  /** Judges what is known of a file, such as a part of it. */
  public FileReport judge(Input input, History part) {
    return checked(input, part, new ArrayList<>());
  }

  private History read(
      Input input, InputStream standardInput, ReadingProgress far, List<String> assumptions)
      throws IOException, MalformedHistoryException {
    History history =
        input.path().isPresent()
            ? HistoryFiles.read(input.path().get(), reading, far)
            : HistoryFiles.read(standardInput, input.name(), reading, far);
    if (keyed == Keyed.AUTO && history.looksKeyedByValue()) {
      history = history.keyedByValue();
      assumptions.add(
          "every value is [key value], of one of "
              + history.keyCount()
              + " independent objects (--keyed, --no-keyed)");
    }
    far.detected()
        .ifPresent(
            d ->
                assumptions.add(
                    "the format is " + d.format().id() + ": " + d.reason() + " (--format)"));
    return history;
  }

  /** Why a history can't be judged by itself that lacks what others did. */
  private static Optional<String> part(History history) {
    Value role = history.origin().header().get("role");
    return role == null || role.letters().equals("1/1")
        ? Optional.empty()
        : Optional.of(
            "this is part "
                + role.letters()
                + " of a run, which saw what the other parts wrote; `minos merge` makes one history"
                + " of all parts");
  }

  private FileReport checked(Input input, History history, List<String> assumptions) {
    try {
      return check(input, history, assumptions);
    } catch (OutOfMemoryError e) {
      return FileReport.unread(input.name(), tooLarge(input, "judging"));
    }
  }

  private FileReport check(Input input, History history, List<String> assumptions) {
    List<CheckResult> results = new ArrayList<>();
    Optional<String> part = part(history);
    if (part.isPresent()) {
      return FileReport.unread(
          input.name(), Failure.of(ExitCode.BAD_DATA, input.name(), part.get()));
    }
    JepsenStore store = new JepsenStore(input, history, wholeTest(input));
    Optional<JepsenResults> theirs = store.results(reading.limits(), warnings);
    Choice choice;
    try {
      choice =
          catalog.choose(
              asked(input),
              history,
              wholeTest(input),
              JepsenStore.composed(theirs, question.jepsen().pattern().isPresent()));
    } catch (UnfitException e) {
      String message = e.getMessage() == null ? "no check fits" : e.getMessage();
      return new FileReport(
          input.name(),
          Optional.of(history),
          results,
          Placement.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.of(Failure.of(ExitCode.BAD_DATA, input.name(), message)));
    }
    assumptions.addAll(choice.assumptions());
    Budget budget = budgets.get();
    interruption.watch(budget);
    Optional<Failure> failure = Optional.empty();
    Optional<Placement> placement = Optional.empty();
    Optional<StalenessReport> stale = Optional.empty();
    Proofs made = Proofs.NONE;
    try {
      for (Survey survey : choice.surveys()) {
        String what = "checking " + input.name() + " on the lattice";
        progress.begin(() -> what);
        try {
          Survey.Findings found = survey.of(history, budget);
          found
              .results()
              .forEach(result -> results.add(with(assumptions, NeverGreen.guard(history, result))));
          placement =
              Optional.of(new Placement(found.strongest(), found.violated(), found.picture()));
        } catch (UnknownCallException e) {
          failure = Optional.of(unknown(input, history, e));
        } catch (RuntimeException | StackOverflowError e) {
          failure = Optional.of(fault(what, input, e));
        }
      }
      for (Check check : choice.checks()) {
        String what = "checking " + input.name() + ": " + check.consistency();
        progress.begin(() -> what);
        try {
          results.add(with(assumptions, run(check, history, budget)));
        } catch (UnknownCallException e) {
          if (question.consistencies().contains("all")) {
            // Nobody asked for this very check.
            String message = "does not apply: " + e.getMessage();
            results.add(with(assumptions, none(check, Cause.Kind.UNSUPPORTED, message)));
          } else {
            failure = Optional.of(unknown(input, history, e));
          }
        } catch (ModelFaultException e) {
          failure =
              Optional.of(
                  Failure.of(ExitCode.BAD_DATA, input.name(), String.valueOf(e.getMessage())));
        } catch (RuntimeException | StackOverflowError e) {
          failure = Optional.of(fault(what, input, e));
        }
      }
      progress.begin(() -> "proving what was found in " + input.name());
      try {
        made = proofs.make(catalog, question, choice, history, results, budget);
      } catch (RuntimeException | StackOverflowError e) {
        failure = Optional.of(fault("proving what was found in " + input.name(), input, e));
      } catch (OutOfMemoryError e) {
        warnings.accept("what was found in " + input.name() + " is not proved: " + usedUp());
      }
      if (staleness.isPresent() && failure.isEmpty()) {
        String what = "measuring the staleness of " + input.name();
        progress.begin(() -> what);
        try {
          stale = Optional.of(StalenessReport.of(history, staleness.get(), CONFIDENCE, budget));
        } catch (UnknownCallException e) {
          failure = Optional.of(unknown(input, history, e));
        } catch (RuntimeException | StackOverflowError e) {
          failure = Optional.of(fault(what, input, e));
        } catch (OutOfMemoryError e) {
          warnings.accept("the staleness of " + input.name() + " is not measured: " + usedUp());
        }
      }
    } finally {
      progress.end();
      interruption.leave(budget);
      budget.close();
    }
    return new FileReport(
        input.name(),
        Optional.of(history),
        results,
        placement.orElseGet(() -> Placement.of(results, catalog::implies)),
        stale,
        jepsen(theirs, history, choice, results, budget),
        made,
        failure);
  }

  /** A directory is a whole test. */
  private static boolean wholeTest(Input input) {
    return input.path().filter(Files::isDirectory).isPresent();
  }

  /** The question, about the logs of a whole test as well. */
  private Question asked(Input input) {
    return wholeTest(input)
        ? question.with(question.jepsen().in(input.path().orElseThrow()))
        : question;
  }

  private Optional<JepsenOpinion> jepsen(
      Optional<JepsenResults> theirs,
      History history,
      Choice choice,
      List<CheckResult> ours,
      Budget budget) {
    return theirs
        .filter(results -> !ours.isEmpty())
        .map(
            results ->
                new JepsenComparison(
                        results, ours, result -> asJepsen(result, history, choice, budget))
                    .opinion());
  }

  /** What a check says with the choices that Jepsen's checkers make. */
  private Judgement asJepsen(CheckResult result, History history, Choice choice, Budget budget) {
    ModelOptions theirs =
        new ModelOptions(question.options().initial(), NilRead.UNKNOWN, FailedCas.IGNORED);
    try {
      Choice again =
          catalog.choose(
              question.with(choice.model(), result.consistency(), theirs), history, false);
      return run(again.checks().get(0), history, budget).verdict().judgement();
    } catch (UnfitException e) {
      // There is no such check with other choices, so they explain nothing.
      return result.verdict().judgement();
    }
  }

  private static CheckResult run(Check check, History history, Budget budget) {
    Cause stopped = budget.exhausted();
    if (stopped != null) {
      return none(check, stopped.kind(), stopped.message() + ", before this check began");
    }
    try {
      return NeverGreen.guard(history, check.check(history, budget));
    } catch (OutOfMemoryError e) {
      return none(check, Cause.Kind.MEMORY, usedUp());
    }
  }

  /** The result of a check that did not come to one. */
  private static CheckResult none(Check check, Cause.Kind kind, String message) {
    return new CheckResult(
        check.consistency(),
        check.model(),
        new Verdict.Undecided(new Cause(kind, message)),
        Duration.ZERO,
        "none",
        List.of(),
        Dict.EMPTY);
  }

  /** What was assumed for all checks goes before what this one assumes. */
  private static CheckResult with(List<String> assumptions, CheckResult result) {
    List<String> all = new ArrayList<>(assumptions);
    all.addAll(result.assumptions());
    return new CheckResult(
        result.consistency(),
        result.model(),
        result.verdict(),
        result.elapsed(),
        result.algorithm(),
        all,
        result.details());
  }

  private Failure fault(String during, Input input, Throwable fault) {
    crashes.accept(during, fault);
    return Failure.of(
        ExitCode.INTERNAL_ERROR,
        input.name(),
        "internal error while " + during + ": " + fault + " at " + Crash.where(fault));
  }

  private static Failure unknown(Input input, History history, UnknownCallException e) {
    String message = e.getMessage() == null ? "an operation unknown to the model" : e.getMessage();
    return new Failure(
        ExitCode.BAD_DATA, List.of(new Problem(input.name(), line(history, e), message)), 1);
  }

  /** The first line with such an operation. */
  private static long line(History history, UnknownCallException e) {
    for (int i = 0; i < history.size(); i++) {
      if (history.functionName(history.function(i)).equals(e.call().f())
          && history.outcome(i) == e.call().outcome()
          && history.operation(i).input().equals(e.call().input())) {
        return history.invokeLine(i) < 0 ? Event.ABSENT : history.invokeLine(i);
      }
    }
    return Event.ABSENT;
  }

  private static Failure tooLarge(Input input, String during) {
    return Failure.undecided(
        input.name(),
        new Cause(
            Cause.Kind.MEMORY,
            "the history does not fit into memory: "
                + usedUp()
                + " while "
                + during
                + " it; give Java more, with MINOS_OPTS=-Xmx8g or the like"));
  }

  static String usedUp() {
    return String.format(
        Locale.ROOT, "the heap of %,d MiB was used up", Runtime.getRuntime().maxMemory() >> 20);
  }

  static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such file";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

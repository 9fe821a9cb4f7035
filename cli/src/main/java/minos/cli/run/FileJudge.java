package minos.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import minos.catalog.CheckCatalog;
import minos.catalog.Choice;
import minos.catalog.Question;
import minos.catalog.UnfitException;
import minos.check.Budget;
import minos.format.ReadOptions;
import minos.format.jepsen.JepsenResults;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.register.RegisterOptions;
import minos.value.Value;
import minos.verdict.CheckResult;

/**
 * Judges one file after the other: reads it, chooses the checks, runs them within a budget. Every
 * way to fail becomes part of the {@link FileReport}; a fault of ours in one file leaves the others
 * to be judged.
 */
public final class FileJudge {
  private final CheckCatalog catalog;
  private final Question question;
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
    this.reading = reading;
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
    FileFailures failures = new FileFailures(input, crashes);
    HistoryReading.Read read;
    try {
      HistoryReading file = new HistoryReading(input, reading);
      progress.begin(file.far());
      interruption.readingBegins();
      read = file.read(standardInput);
    } catch (MalformedHistoryException e) {
      return FileReport.unread(input.name(), Failure.of(e));
    } catch (IOException e) {
      return FileReport.unread(
          input.name(), interruption.happened() ? failures.interrupted() : failures.unreadable(e));
    } catch (OutOfMemoryError e) {
      return FileReport.unread(input.name(), failures.tooLarge("reading"));
    } catch (RuntimeException | StackOverflowError e) {
      return FileReport.unread(input.name(), failures.fault("reading " + input.name(), e));
    } finally {
      interruption.readingEnds();
      progress.end();
    }
    return judge(input, read.history(), read.assumptions());
  }

  /** Judges what is known of a file, such as a part of it. */
  public FileReport judge(Input input, History part) {
    return judge(input, part, List.of());
  }

  private FileReport judge(Input input, History history, List<String> assumptions) {
    FileFailures failures = new FileFailures(input, crashes);
    Optional<String> part = part(history);
    if (part.isPresent()) {
      return FileReport.unread(input.name(), failures.badData(part.get()));
    }
    try {
      return check(input, history, assumptions, failures);
    } catch (OutOfMemoryError e) {
      return FileReport.unread(input.name(), failures.tooLarge("judging"));
    }
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

  private FileReport check(
      Input input, History history, List<String> assumptions, FileFailures failures) {
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
          List.of(),
          Placement.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.of(failures.badData(message)));
    }
    List<String> assumed = new ArrayList<>(assumptions);
    assumed.addAll(choice.assumptions());
    Budget budget = budgets.get();
    HistoryJudging judging =
        new HistoryJudging(input.name(), history, assumed, budget, failures, progress, warnings);
    interruption.watch(budget);
    try {
      choice.surveys().forEach(judging::survey);
      boolean askedFor = !question.consistencies().contains("all");
      choice.checks().forEach(check -> judging.check(check, askedFor));
      judging.prove(proofs, catalog, question, choice);
      staleness.ifPresent(judging::measure);
    } finally {
      progress.end();
      interruption.leave(budget);
      budget.close();
    }
    List<CheckResult> results = judging.results();
    JepsenChoices asJepsen = new JepsenChoices(catalog, question, choice, history, budget);
    return new FileReport(
        input.name(),
        Optional.of(history),
        results,
        judging.placement().orElseGet(() -> Placement.of(results, catalog::implies)),
        judging.staleness(),
        theirs
            .filter(any -> !results.isEmpty())
            .map(said -> new JepsenComparison(said, results, asJepsen).opinion()),
        judging.proofs(),
        judging.failure());
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
}

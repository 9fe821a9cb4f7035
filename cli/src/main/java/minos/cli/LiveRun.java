package minos.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import minos.catalog.CheckCatalog;
import minos.catalog.Question;
import minos.check.Budget;
import minos.cli.options.Asked;
import minos.cli.options.Limits;
import minos.cli.options.Output;
import minos.cli.options.Shown;
import minos.cli.run.Crash;
import minos.cli.run.ExitCode;
import minos.cli.run.FileJudge;
import minos.cli.run.FileReport;
import minos.cli.run.Input;
import minos.cli.run.Interruption;
import minos.cli.run.Progress;
import minos.cli.run.ProofMaker;
import minos.cli.text.Ink;
import minos.cli.text.Notice;
import minos.cli.text.TextReport;
import minos.cli.verify.Opening;
import minos.cli.verify.Plan;
import minos.contract.Contract;
import minos.contract.Contracts;
import minos.format.ReadOptions;
import minos.format.verdict.RunDocument;
import minos.format.verdict.VerdictJson;
import minos.recorder.Flush;
import minos.recorder.Past;
import minos.recorder.Recorder;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.verdict.Cause;
import minos.verdict.Violation;
import minos.verify.JudgedBy;
import minos.verify.Prices;
import minos.verify.Resumption;
import minos.verify.Role;
import minos.verify.Run;
import minos.verify.RunDirectory;
import minos.verify.Settings;
import minos.verify.fault.Nemesis;

/**
 * One run against an open store: records it, judges it while it runs and when it is over, and
 * leaves the verdict beside the recording. One use.
 */
final class LiveRun {
  /**
   * What was asked for.
   *
   * @param store its name
   * @param role which of several machines this is
   * @param kept whether what the run wrote stays in the store
   * @param stopOnViolation whether the first violation ends it
   * @param command the command line, without secrets
   */
  record Wanted(
      String store,
      Role role,
      boolean kept,
      boolean stopOnViolation,
      Flush flush,
      Asked asked,
      Limits limits,
      Shown shown,
      List<String> command) {
    /** Copies the list. */
    Wanted {
      command = List.copyOf(command);
    }
  }

  /** How long an interrupted run may take to end its requests and to clean up. */
  private static final Duration FAREWELL = Duration.ofMinutes(2);

  /** How much longer the clients have the machine to themselves than it is shared with judging. */
  private static final int LEISURE = 9;

  private static final String REGISTER = "register";

  /** Writes alone contradict nothing. */
  private static final Cause NOTHING_READ =
      new Cause(
          Cause.Kind.NOTHING_INFERRED,
          "no read of the run succeeded, so nothing could contradict its writes");

  private final Wanted wanted;
  private final Terminal terminal;
  private final CheckCatalog catalog;
  private final Interruption interruption;
  private final Opening opening;
  private final RunDirectory directory;

  /** Whether staleness is measured, which is of registers. */
  private boolean measuring;

  LiveRun(
      Wanted wanted,
      Terminal terminal,
      CheckCatalog catalog,
      Interruption interruption,
      Opening opening,
      RunDirectory directory) {
    this.wanted = wanted;
    this.terminal = terminal;
    this.catalog = catalog;
    this.interruption = interruption;
    this.opening = opening;
    this.directory = directory;
  }

  /** Records from the beginning, and judges. */
  int begin(Settings settings, Store opened) throws IOException {
    measuring = settings.workload().model().equals(REGISTER);
    Prices prices = prices();
    return judged(
        settings,
        opened,
        directory.record(
            settings,
            opened.description(),
            judgedBy(settings, opened),
            wanted.role(),
            wanted.flush()),
        recorder -> new Run(settings, opened, recorder, prices, wanted.role()));
  }

  /** What the recording says of itself: what was asked for, or what the store promises. */
  private JudgedBy judgedBy(Settings settings, Store opened) {
    Question question = wanted.asked().question();
    return question
        .promised()
        .contract()
        .map(Contract::id)
        .filter(id -> Contracts.byName(id).isPresent())
        .map(JudgedBy::contract)
        .orElseGet(
            () ->
                question.consistencies().isEmpty()
                    ? JudgedBy.of(opened, settings.workload())
                    : JudgedBy.consistencies(question.consistencies()));
  }

  /** Goes on with what broke off, and judges all of it. */
  int goOn(Resumption resumption, Past past, Store opened) throws IOException {
    measuring = resumption.settings().workload().model().equals(REGISTER);
    Prices prices = prices();
    say(
        List.of(
            String.format(
                Locale.ROOT,
                "%,d operations are recorded already; what was under way when it broke off may "
                    + "have happened",
                resumption.operations())));
    return judged(
        resumption.settings(),
        opened,
        directory.goOn(past, wanted.flush()),
        recorder -> Run.goingOn(resumption, opened, recorder, prices));
  }

  private Prices prices() {
    return opening.billed() ? Prices.published() : Prices.FREE;
  }

  private interface Starter {
    Run of(Recorder recorder);
  }

  private int judged(Settings settings, Store opened, Recorder journal, Starter starter)
      throws IOException {
    interruption.patience(FAREWELL);
    Run.Tally tally;
    try {
      tally = record(settings, opened, journal, starter);
    } catch (UncheckedIOException e) {
      return unwritten(e);
    }
    if (tally.reached() == 0 && tally.operations() > 0) {
      complain(
          "the store answered none of "
              + tally.operations()
              + " requests; "
              + directory.history()
              + " has the errors");
      return ExitCode.STORE_UNREACHABLE.number();
    }
    if (!wanted.role().equals(Role.ONLY)) {
      say(
          List.of(
              "this is part "
                  + wanted.role()
                  + " of the run; `minos merge` makes one history of all parts, to be judged"));
      return interruption.happened() ? ExitCode.INTERRUPTED.number() : ExitCode.UNDECIDED.number();
    }
    return judge(tally);
  }

  /** What was recorded until the disk was full is judged; nothing can be left beside it. */
  private int unwritten(UncheckedIOException e) {
    complain(directory.unwritable(e));
    FileReport report =
        judge(wanted.limits()::budget, interruption, progress(), false)
            .judge(Input.of(directory.path()), terminal.in());
    Ink ink = new Ink(wanted.shown().coloured(terminal.outWatched(), noColor()));
    new TextReport(terminal.out(), ink, wanted.shown().quiet()).file(report);
    return ExitCode.worst(List.of(report.code(), ExitCode.INTERNAL_ERROR)).number();
  }

  private Run.Tally record(Settings settings, Store opened, Recorder journal, Starter starter)
      throws IOException {
    say(Plan.before(settings, opening, directory.path()));
    Map<String, String> about = opened.description();
    Run run;
    boolean kept = wanted.kept();
    try (journal) {
      run = starter.of(journal);
      Optional<Nemesis> nemesis = opening.nemesis(settings.seed(), journal);
      try {
        execute(run, settings);
      } catch (UncheckedIOException e) {
        kept = true;
        say(List.of("what the run wrote stays in the store, for who goes on with it (--resume)"));
        throw e;
      } finally {
        nemesis.ifPresent(Nemesis::close);
      }
    } finally {
      if (!kept) {
        cleanAfter(opened);
      }
    }
    Run.Tally tally = run.tally();
    directory.finish(Version.NUMBER, settings, about, tally, prices(), run.stopped());
    say(Plan.after(tally, Optional.ofNullable(run.stopped()), prices()));
    return tally;
  }

  private void execute(Run run, Settings settings) {
    Watcher watcher = watcher(run, settings);
    Thread watching = new Thread(watcher, "watcher");
    watching.setDaemon(true);
    if (wanted.role().equals(Role.ONLY)) {
      watching.start();
    }
    Runnable stop = () -> run.stop("interrupted");
    interruption.watch(stop);
    try (Progress progress = progress()) {
      progress.begin(run::progress);
      run.execute();
    } finally {
      interruption.leave(stop);
      watcher.stop();
      watching.interrupt();
    }
  }

  private Progress progress() {
    return Progress.to(
        terminal.err(), wanted.shown().progress(terminal.errWatched()), terminal.errWatched());
  }

  /**
   * Judges what was recorded last, again and again. A run that stops on a violation is judged half
   * of the time, any other a tenth of it.
   */
  private Watcher watcher(Run run, Settings settings) {
    return new Watcher(
        directory.history(),
        settings.workload().model(),
        wanted.stopOnViolation() ? 1 : LEISURE,
        () ->
            judge(
                wanted.limits()::shareOfBudget,
                new Interruption(),
                Progress.to(terminal.err(), false, false),
                false),
        new Watcher.Told() {
          @Override
          public void first(Optional<Violation> violation) {
            say(
                List.of(
                    "a violation was seen" + violation.map(v -> ": " + v.summary()).orElse("")));
            if (wanted.stopOnViolation()) {
              run.stop("a violation was seen (--stop-on-violation)");
            }
          }

          @Override
          public void count(int violations) {
            run.seen(violations);
          }
        },
        this::complain);
  }

  private FileJudge judge(
      Supplier<Budget> budgets, Interruption stopping, Progress progress, boolean proving) {
    return new FileJudge(
        catalog,
        wanted.asked().question(),
        ReadOptions.DEFAULT,
        // The trend of many nights shows it.
        proving && measuring ? Optional.of(wanted.asked().registers()) : wanted.asked().staleness(),
        new ProofMaker(proving, proving, false, wanted.limits().timeout()),
        budgets,
        stopping,
        progress,
        proving ? this::complain : warning -> {},
        (during, fault) -> Crash.lines(during, fault).forEach(this::complain));
  }

  private void cleanAfter(Store opened) {
    try {
      long removed = opened.clean();
      say(List.of(String.format(Locale.ROOT, "removed %,d of what the run wrote", removed)));
    } catch (StoreUnreachableException e) {
      complain(e.getMessage() + "; `minos verify " + wanted.store() + " --clean` tries again");
    }
  }

  private int judge(Run.Tally tally) throws IOException {
    FileReport report;
    try (Progress progress = progress()) {
      // Who stopped the recording wants to know what is in it.
      Interruption stopping = interruption.happened() ? new Interruption() : interruption;
      report =
          judge(wanted.limits()::budget, stopping, progress, true)
              .judge(Input.of(directory.path()), terminal.in());
    }
    if (Plan.reads(report.history()) == 0) {
      report = report.undecided(NOTHING_READ);
    }
    report.failure().ifPresent(f -> f.problems().forEach(p -> complain(p.toString())));
    leave(report, tally);
    RunDocument document = new RunDocument(Version.NUMBER, List.of(Documents.of(report)));
    if (wanted.shown().output() == Output.JSON) {
      VerdictJson.write(document, terminal.out());
    } else {
      Ink ink = new Ink(wanted.shown().coloured(terminal.outWatched(), noColor()));
      new TextReport(terminal.out(), ink, wanted.shown().quiet()).file(report);
      if (!wanted.shown().quiet()) {
        Plan.seen(report.history()).forEach(l -> terminal.out().print(l + "\n"));
      }
    }
    List<ExitCode> codes = new ArrayList<>(List.of(report.code()));
    if (interruption.happened()) {
      complain("interrupted; what was recorded is in " + directory.path());
      codes.add(ExitCode.INTERRUPTED);
    }
    return ExitCode.worst(codes).number();
  }

  private void leave(FileReport report, Run.Tally tally) throws IOException {
    try {
      new Verdicts(directory, wanted.command(), wanted.store()).leave(report, tally);
    } catch (OutOfMemoryError e) {
      complain(
          "the report does not fit into memory; `minos check "
              + directory.path()
              + " --report DIR` makes it, with more (MINOS_OPTS=-Xmx8g or the like)");
    }
  }

  private void say(List<String> lines) {
    if (!wanted.shown().quiet()) {
      lines.forEach(this::complain);
    }
  }

  private void complain(String message) {
    Notice.say(terminal.err(), message);
  }

  private boolean noColor() {
    String value = terminal.environment().get("NO_COLOR");
    return value != null && !value.isEmpty();
  }
}

package minos.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import minos.cli.catalog.CheckCatalog;
import minos.cli.options.Asked;
import minos.cli.options.DurationText;
import minos.cli.options.Limits;
import minos.cli.options.Output;
import minos.cli.options.Shown;
import minos.cli.options.Similar;
import minos.cli.run.Crash;
import minos.cli.run.ExitCode;
import minos.cli.run.FileJudge;
import minos.cli.run.FileReport;
import minos.cli.run.Input;
import minos.cli.run.Interruption;
import minos.cli.run.Progress;
import minos.cli.run.ProofMaker;
import minos.cli.text.Ink;
import minos.cli.text.TextReport;
import minos.cli.verify.Installation;
import minos.cli.verify.Opening;
import minos.cli.verify.Plan;
import minos.cli.verify.StoreName;
import minos.cli.verify.What;
import minos.cli.verify.Where;
import minos.format.ReadOptions;
import minos.format.verdict.JUnitXml;
import minos.format.verdict.RunDocument;
import minos.format.verdict.VerdictJson;
import minos.recorder.Flush;
import minos.recorder.Recorder;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.verdict.Cause;
import minos.verdict.Judgement;
import minos.verify.Prices;
import minos.verify.Run;
import minos.verify.RunDirectory;
import minos.verify.Settings;
import minos.verify.fault.Nemesis;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code minos verify}: runs a workload against a live store, records it, judges it. */
@Command(
    name = "verify",
    sortOptions = false,
    abbreviateSynopsis = true,
    usageHelpWidth = 80,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description =
        "Runs a workload against a live store, records what its clients see, and judges that.",
    footer = {
      "",
      "Examples:",
      "  minos verify s3 --local",
      "  minos verify s3 --local --local-fault eventual",
      "  minos verify s3 --bucket nightly --workload cas --duration 10m --dry-run",
      "  minos verify dynamodb --table nightly --operations 100000 --max-cost 2.00",
      "  minos verify s3 --bucket nightly --clean",
      "  minos verify redis --endpoint redis://a --endpoint redis://b --routing write-first"
    })
final class VerifyCommand implements Callable<Integer> {
  /** How long an interrupted run may take to end its requests and to clean up. */
  private static final Duration FAREWELL = Duration.ofMinutes(2);

  /** How often a run that stops on a violation looks for one, in nanoseconds. */
  private static final long WATCH_EVERY = 2_000_000_000L;

  /** Writes alone contradict nothing. */
  private static final Cause NOTHING_READ =
      new Cause(
          Cause.Kind.NOTHING_INFERRED,
          "no read of the run succeeded, so nothing could contradict its writes");

  private final Terminal terminal;
  private final CheckCatalog catalog;
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "STORE", description = "s3, dynamodb, redis, etcd or jdbc.")
  private String store = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the run is recorded, an empty directory or none yet. `minos check DIR` judges it "
              + "again. The default is minos-STORE-TIME in the current directory.")
  private @Nullable Path out;

  @Option(
      names = "--dry-run",
      description = "Only say what would be done, and what it would cost; the store is not asked.")
  private boolean dryRun;

  @Option(
      names = "--plan",
      description =
          "Only say how many reads it takes to see rare violations, and what they would cost.")
  private boolean plan;

  @Option(
      names = "--clean",
      description =
          "Only remove what earlier runs left below --prefix. (Each run removes its own when it ends.)")
  private boolean clean;

  @Option(names = "--keep", description = "Leave in the store what the run wrote.")
  private boolean keep;

  @Option(
      names = "--stop-on-violation",
      description = "Judge while it runs, and end with the first violation.")
  private boolean stopOnViolation;

  @Option(
      names = "--flush",
      paramLabel = "WHEN",
      description =
          "When events go to the recording: each (the default), before the request leaves; disk, "
              + "each, down to the disk; or a duration.")
  private String flush = "each";

  @ArgGroup(validate = false, heading = "%nWhere the store is:%n")
  private Where where = new Where();

  @ArgGroup(validate = false, heading = "%nWhat is done:%n")
  private What what = new What();

  @ArgGroup(validate = false, heading = "%nWhat is asked of the recording:%n")
  private Asked asked = new Asked();

  @ArgGroup(validate = false, heading = "%nLimits of the judgement:%n")
  private Limits limits = new Limits();

  @ArgGroup(validate = false, heading = "%nWhat is shown:%n")
  private Shown shown = new Shown();

  VerifyCommand(Terminal terminal, CheckCatalog catalog, Interruption interruption) {
    this.terminal = terminal;
    this.catalog = catalog;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    StoreName name =
        StoreName.of(store)
            .orElseThrow(
                () ->
                    usage(
                        "there is no store '"
                            + store
                            + "'"
                            + Similar.hint(store, StoreName.words())));
    Settings settings;
    String runName = runName();
    Opening opening;
    try {
      settings = what.settings();
      opening =
          new Opening(
              name,
              where,
              clean ? where.prefix() : where.prefix() + runName + "/",
              settings.clients() + 2,
              terminal.environment());
      opening.validate();
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    try (opening) {
      if (clean) {
        return cleanUp(name, opening);
      } else if (plan || dryRun) {
        return say(settings, opening);
      }
      return verify(name, settings, opening, runName);
    } catch (StoreUnreachableException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitCode.STORE_UNREACHABLE.number();
    }
  }

  private int say(Settings settings, Opening opening) {
    List<String> lines =
        plan
            ? Plan.statistics(settings, opening)
            : Plan.dryRun(settings, opening, keep || where.local());
    lines.forEach(line -> terminal.out().print(line + "\n"));
    return ExitCode.CONSISTENT.number();
  }

  private int cleanUp(StoreName name, Opening opening)
      throws StoreUnreachableException, IOException {
    Path log = Files.createTempFile("minos-local", ".log");
    try (Store opened = opening.open(Installation.server(name), log)) {
      long removed = opened.clean();
      terminal
          .out()
          .print(String.format(Locale.ROOT, "removed %,d: %s%n", removed, opening.touched()));
    } finally {
      Files.deleteIfExists(log);
    }
    return ExitCode.CONSISTENT.number();
  }

  private int verify(StoreName name, Settings settings, Opening opening, String runName)
      throws IOException, StoreUnreachableException {
    RunDirectory directory;
    try {
      directory =
          RunDirectory.create(out == null ? Path.of("minos-" + name.word() + "-" + runName) : out);
    } catch (FileAlreadyExistsException e) {
      throw usage("--out " + e.getFile() + " is not empty: " + e.getReason());
    }
    interruption.patience(FAREWELL);
    Run.Tally tally;
    try (Store opened = opening.open(Installation.server(name), directory.serverLog())) {
      if (!opened.actions().containsAll(settings.workload().needs())) {
        throw usage(
            "the workload " + settings.workload().name() + " is not one for " + name.word());
      }
      tally = record(settings, opening, opened, directory);
    } catch (StoreUnreachableException | ParameterException e) {
      directory.discard();
      throw e;
    }
    if (tally.reached() == 0) {
      complain(
          "the store answered none of "
              + tally.operations()
              + " requests; "
              + directory.history()
              + " has the errors");
      return ExitCode.STORE_UNREACHABLE.number();
    }
    return judge(directory, tally);
  }

  private Run.Tally record(Settings settings, Opening opening, Store opened, RunDirectory directory)
      throws IOException {
    say(Plan.before(settings, opening, directory.path()));
    Prices prices = opening.billed() ? Prices.published() : Prices.FREE;
    Map<String, String> about = opened.description();
    Run run;
    try (Recorder recorder = directory.record(settings, about, flush())) {
      run = new Run(settings, opened, recorder, prices);
      Optional<Nemesis> nemesis = opening.nemesis(settings.seed(), recorder);
      try {
        execute(run, directory);
      } finally {
        nemesis.ifPresent(Nemesis::close);
      }
    } finally {
      if (!keep && !where.local()) {
        cleanAfter(opened);
      }
    }
    Run.Tally tally = run.tally();
    directory.finish(Version.NUMBER, settings, about, tally, prices, run.stopped());
    say(Plan.after(tally, Optional.ofNullable(run.stopped()), prices));
    return tally;
  }

  private void execute(Run run, RunDirectory directory) {
    Thread watcher = new Thread(() -> watch(run, directory), "watcher");
    watcher.setDaemon(true);
    if (stopOnViolation) {
      watcher.start();
    }
    Runnable stop = () -> run.stop("interrupted");
    interruption.watch(stop);
    try (Progress progress =
        Progress.to(terminal.err(), shown.progress(terminal.errWatched()), terminal.errWatched())) {
      progress.begin(run::progress);
      run.execute();
    } finally {
      interruption.leave(stop);
      watcher.interrupt();
    }
  }

  /**
   * Judges what was recorded so far, again and again, and stops the run when it is violated. Waits
   * as long as judging took, so that the clients have half of the time at least.
   */
  private void watch(Run run, RunDirectory directory) {
    try {
      while (run.stopped() == null) {
        long began = System.nanoTime();
        Progress silent = Progress.to(terminal.err(), false, false);
        FileReport report =
            judge(new Interruption(), silent).judge(Input.of(directory.path()), terminal.in());
        if (report.judgement().equals(Optional.of(Judgement.VIOLATED))) {
          run.stop("a violation was seen (--stop-on-violation)");
          return;
        }
        TimeUnit.NANOSECONDS.sleep(Math.max(WATCH_EVERY, System.nanoTime() - began));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private FileJudge judge(Interruption stopping, Progress progress) {
    return new FileJudge(
        catalog,
        asked.question(),
        ReadOptions.DEFAULT,
        asked.staleness(),
        new ProofMaker(true, false, false, limits.timeout()),
        limits::budget,
        stopping,
        progress,
        warning -> {},
        (during, fault) -> Crash.lines(during, fault).forEach(this::complain));
  }

  private void cleanAfter(Store opened) {
    try {
      long removed = opened.clean();
      say(List.of(String.format(Locale.ROOT, "removed %,d of what the run wrote", removed)));
    } catch (StoreUnreachableException e) {
      complain(e.getMessage() + "; `minos verify " + store + " --clean` tries again");
    }
  }

  private int judge(RunDirectory directory, Run.Tally tally) throws IOException {
    FileReport report;
    try (Progress progress =
        Progress.to(terminal.err(), shown.progress(terminal.errWatched()), terminal.errWatched())) {
      report = judge(interruption, progress).judge(Input.of(directory.path()), terminal.in());
    }
    if (Plan.reads(report.history()) == 0) {
      report = report.undecided(NOTHING_READ);
    }
    report.failure().ifPresent(f -> f.problems().forEach(p -> complain(p.toString())));
    leave(directory, report, tally);
    RunDocument document = new RunDocument(Version.NUMBER, List.of(Documents.of(report)));
    if (shown.output() == Output.JSON) {
      VerdictJson.write(document, terminal.out());
    } else {
      Ink ink = new Ink(shown.coloured(terminal.outWatched(), noColor()));
      new TextReport(terminal.out(), ink, shown.quiet()).file(report);
      if (!shown.quiet()) {
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

  /** The verdict, for people and for programs, beside the recording. */
  private void leave(RunDirectory directory, FileReport report, Run.Tally tally)
      throws IOException {
    RunDocument document = new RunDocument(Version.NUMBER, List.of(Documents.of(report)));
    try (OutputStream json = Files.newOutputStream(directory.file("verdict.json"))) {
      VerdictJson.write(document, json);
    }
    try (OutputStream xml = Files.newOutputStream(directory.file("junit.xml"))) {
      JUnitXml.write(document, xml);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream page = new PrintStream(text, false, StandardCharsets.UTF_8);
    new TextReport(page, new Ink(false), false).file(report);
    page.flush();
    Files.write(directory.file("report.txt"), text.toByteArray());
    Files.writeString(directory.file("metrics.txt"), Plan.metrics(report, tally, store));
  }

  private Flush flush() {
    return switch (flush) {
      case "each" -> Flush.EACH;
      case "disk" -> Flush.EACH_TO_DISK;
      default -> {
        try {
          yield Flush.every(new DurationText().convert(flush));
        } catch (RuntimeException e) {
          throw usage("there is no --flush '" + flush + "'; expected each, disk or a duration");
        }
      }
    };
  }

  private static String runName() {
    return ZonedDateTime.now(ZoneOffset.UTC)
        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
  }

  private void say(List<String> lines) {
    if (!shown.quiet()) {
      lines.forEach(this::complain);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void complain(String message) {
    terminal.err().print("minos: " + message + "\n");
    terminal.err().flush();
  }

  private boolean noColor() {
    String value = terminal.environment().get("NO_COLOR");
    return value != null && !value.isEmpty();
  }
}

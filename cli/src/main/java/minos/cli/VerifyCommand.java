package minos.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import minos.catalog.CheckCatalog;
import minos.catalog.UnfitException;
import minos.cli.options.Asked;
import minos.cli.options.Limits;
import minos.cli.options.Shown;
import minos.cli.options.Similar;
import minos.cli.run.ExitCode;
import minos.cli.run.Interruption;
import minos.cli.text.Notice;
import minos.cli.verify.FlushText;
import minos.cli.verify.Installation;
import minos.cli.verify.Opening;
import minos.cli.verify.Plan;
import minos.cli.verify.Secrets;
import minos.cli.verify.StoreName;
import minos.cli.verify.What;
import minos.cli.verify.Where;
import minos.history.MalformedHistoryException;
import minos.recorder.Flush;
import minos.recorder.Past;
import minos.store.Action;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.verify.Resumption;
import minos.verify.Role;
import minos.verify.RunDirectory;
import minos.verify.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code minos verify}: runs a workload against a live store, records it, judges it. */
@Command(
    name = "verify",
    sortOptions = false,
    abbreviateSynopsis = true,
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
  private final Terminal terminal;
  private final CheckCatalog catalog;
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "STORE",
      description = "s3, dynamodb, redis, etcd, zookeeper, cassandra or jdbc.")
  private String store = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the run is recorded, an empty directory or none yet. `minos check DIR` judges it "
              + "again. The default is minos-STORE-TIME in the current directory.")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with a run that was killed, in its directory: with its settings, its keys, and the "
              + "operations that it still had to do. Say again where the store is.")
  private @Nullable Path resume;

  @Option(
      names = "--role",
      paramLabel = "I/N",
      description =
          "This is machine I of N that work on the same keys at once, those of --run. Nothing is "
              + "removed in the end; `minos merge` makes one history of their recordings.")
  private @Nullable String role;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "The name of the run, the same for all its roles. The default is the time.")
  private @Nullable String named;

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
      converter = FlushText.class,
      paramLabel = "WHEN",
      description =
          "When events go to the recording: each (the default), before the request leaves; disk, "
              + "each, down to the disk; or a duration.")
  private Flush flush = Flush.EACH;

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
    try {
      asked.validate(catalog);
    } catch (UnfitException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    try {
      return resume == null ? once(name) : goOn(name, resume);
    } catch (StoreUnreachableException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitCode.STORE_UNREACHABLE.number();
    }
  }

  private int once(StoreName name) throws IOException, StoreUnreachableException {
    Settings settings;
    String runName;
    Opening opening;
    try {
      role();
      runName = runName();
      settings = what.settings();
      String prefix = clean ? where.prefix() : where.prefix() + runName + "/";
      opening = opening(name, prefix, settings);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    try (opening) {
      if (clean && dryRun) {
        return print(Plan.cleanUp(opening));
      } else if (clean) {
        return cleanUp(name, opening);
      } else if (plan || dryRun) {
        return say(settings, opening);
      }
      return begin(name, settings, opening, runName);
    }
  }

  private Opening opening(StoreName name, String prefix, Settings settings) {
    Opening opening =
        new Opening(
            name,
            where,
            prefix,
            settings.clients() + 2,
            settings.workload().needs().contains(Action.REPLACE),
            terminal.environment());
    opening.validate();
    if (!clean) {
      opening.validate(settings.workload());
    }
    return opening;
  }

  private int say(Settings settings, Opening opening) {
    return print(
        plan
            ? Plan.statistics(settings, opening)
            : Plan.dryRun(settings, opening, keep || where.local()));
  }

  private int print(List<String> lines) {
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

  private int begin(StoreName name, Settings settings, Opening opening, String runName)
      throws IOException, StoreUnreachableException {
    RunDirectory directory;
    try {
      directory =
          RunDirectory.create(
              out == null
                  ? Path.of(
                      "minos-"
                          + name.word()
                          + "-"
                          + runName
                          + (role == null ? "" : "-" + role().number()))
                  : out);
    } catch (IllegalArgumentException e) {
      throw usage("--out " + e.getMessage());
    }
    try (Store opened = opening.open(Installation.server(name), directory.serverLog())) {
      return live(opening, directory).begin(settings, opened);
    } catch (StoreUnreachableException | ParameterException e) {
      directory.discard();
      throw e;
    } catch (IOException | UncheckedIOException e) {
      return unwritable(directory, e);
    }
  }

  private int goOn(StoreName name, Path broken) throws IOException, StoreUnreachableException {
    Past past;
    Resumption resumption;
    RunDirectory directory;
    Opening opening;
    try {
      refuseChangedSettings();
      directory = RunDirectory.reopen(broken);
      past = Past.read(directory.history());
      resumption = Resumption.of(past);
      if (!resumption.store("store").equals(name.word())) {
        throw new IllegalArgumentException(
            "the recording is of " + resumption.store("store") + ", not of " + name.word());
      }
      opening = opening(name, resumption.store("prefix"), resumption.settings());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    } catch (MalformedHistoryException e) {
      e.problems().forEach(problem -> complain(problem.toString()));
      return ExitCode.BAD_DATA.number();
    }
    try (opening;
        Store opened = opening.open(Installation.server(name), directory.serverLog())) {
      return live(opening, directory).goOn(resumption, past, opened);
    } catch (IOException | UncheckedIOException e) {
      return unwritable(directory, e);
    }
  }

  private int unwritable(RunDirectory directory, Exception e) {
    complain(directory.unwritable(e));
    return ExitCode.INTERNAL_ERROR.number();
  }

  /** What the recording already says can't be said again. */
  private void refuseChangedSettings() {
    if (where.local()) {
      throw new IllegalArgumentException(
          "--resume can't be used with --local: the server of that run is gone, and what it held");
    }
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (option.userObject() instanceof Field field && field.getDeclaringClass() == What.class) {
        throw new IllegalArgumentException(
            "--resume goes on with the settings of the recording; leave out "
                + option.longestName());
      }
    }
    if (dryRun || plan || clean) {
      throw new IllegalArgumentException(
          "--resume goes on with a run; leave out --dry-run, --plan and --clean");
    }
    if (out != null) {
      throw new IllegalArgumentException("--resume goes on in its directory; leave out --out");
    }
  }

  private LiveRun live(Opening opening, RunDirectory directory) {
    return new LiveRun(
        new LiveRun.Wanted(
            store,
            role(),
            keep || role != null || where.local(),
            stopOnViolation,
            flush,
            asked,
            limits,
            shown,
            Secrets.masked(commandLine())),
        terminal,
        catalog,
        interruption,
        opening,
        directory);
  }

  private List<String> commandLine() {
    List<String> words = new ArrayList<>(List.of("minos"));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    if (!words.contains(spec.name())) {
      words.add(1, spec.name());
    }
    return words;
  }

  private Role role() {
    return role == null ? Role.ONLY : Role.of(role);
  }

  private String runName() {
    if (named != null && !named.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "--run '" + named + "' is no name; expected letters, digits, dots and dashes");
    } else if (named != null) {
      return named;
    } else if (!role().equals(Role.ONLY)) {
      throw new IllegalArgumentException("--role needs a --run, the same name for all roles");
    }
    return ZonedDateTime.now(ZoneOffset.UTC)
        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void complain(String message) {
    Notice.say(terminal.err(), message);
  }
}

package minos.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import minos.catalog.CheckCatalog;
import minos.catalog.UnfitException;
import minos.catalog.UserModelPlug;
import minos.cli.options.Asked;
import minos.cli.options.Limits;
import minos.cli.options.Output;
import minos.cli.options.Proofs;
import minos.cli.options.Reading;
import minos.cli.options.Shown;
import minos.cli.options.Streaming;
import minos.cli.options.Written;
import minos.cli.run.Crash;
import minos.cli.run.ExitCode;
import minos.cli.run.FileJudge;
import minos.cli.run.FileReport;
import minos.cli.run.Input;
import minos.cli.run.Inputs;
import minos.cli.run.Interruption;
import minos.cli.run.Progress;
import minos.cli.run.ProofMaker;
import minos.cli.text.Ink;
import minos.cli.text.TextReport;
import minos.clojure.ClojureModel;
import minos.clojure.ClojureModelException;
import minos.format.HistoryFiles;
import minos.format.verdict.RunDocument;
import minos.format.verdict.VerdictJson;
import minos.format.verdict.WorkflowCommands;
import minos.history.Event;
import minos.history.Warning;
import minos.spec.SequentialSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code minos check}: judges recorded histories. */
@Command(
    name = "check",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description =
        "Judges recorded histories: says which of them the consistency model allows, and why not.")
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final CheckCatalog builtIn;
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Recorded histories, compressed by gzip or zstd or not; - for standard input. A directory is "
              + "one recording (such as a Jepsen store), or stands for the recordings below it.")
  private List<String> files = new ArrayList<>();

  @ArgGroup(validate = false, heading = "%nWhat is asked:%n")
  private Asked asked = new Asked();

  @ArgGroup(validate = false, heading = "%nHow files are read:%n")
  private Reading reading = new Reading();

  @ArgGroup(validate = false, heading = "%nLimits:%n")
  private Limits limits = new Limits();

  @ArgGroup(validate = false, heading = "%nEndless histories:%n")
  private Streaming streaming = new Streaming();

  @ArgGroup(validate = false, heading = "%nWhat is shown:%n")
  private Shown shown = new Shown();

  @ArgGroup(validate = false, heading = "%nProofs:%n")
  private Proofs proofs = new Proofs();

  @ArgGroup(validate = false, heading = "%nWhat is written:%n")
  private Written written = new Written();

  CheckCommand(Terminal terminal, CheckCatalog catalog, Interruption interruption) {
    this.terminal = terminal;
    this.builtIn = catalog;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    CheckCatalog catalog;
    try {
      catalog = catalog();
    } catch (ClojureModelException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitCode.BAD_DATA.number();
    }
    validate(catalog);
    if (streaming.stream()) {
      if (asked.model().orElse("").endsWith(".clj")) {
        throw usage("--stream knows the built-in models only, see `minos models`");
      }
      if (proofs.any()) {
        throw usage("--counterexample and --witness are of whole histories; leave out --stream");
      }
      if (written.report().isPresent() || !written.documents().isEmpty()) {
        throw usage(
            "--stream writes no files; leave out --report, --junit, --sarif, --metrics and --edn,"
                + " or check the file when it is whole");
      }
      return stream();
    }
    Inputs inputs = inputs();
    if (proofs.any() && inputs.inputs().size() > 1) {
      throw usage(
          "--counterexample and --witness are of one history; there are " + inputs.inputs().size());
    }
    warnLeftOut(inputs);
    Outputs outputs = outputs();
    boolean json = shown.output() == Output.JSON;
    TextReport text =
        new TextReport(
            terminal.out(),
            new Ink(shown.coloured(terminal.outWatched(), noColor())),
            shown.quiet());
    List<FileReport> kept = new ArrayList<>();
    List<ExitCode> codes = new ArrayList<>();
    try (Progress progress =
        Progress.to(terminal.err(), shown.progress(terminal.errWatched()), terminal.errWatched())) {
      FileJudge judge =
          new FileJudge(
              catalog,
              asked.question(),
              reading.options(),
              asked.staleness(),
              new ProofMaker(
                  json || !shown.quiet() || written.report().isPresent(),
                  proofs.counterexample().isPresent(),
                  proofs.witness().isPresent(),
                  limits.timeout()),
              limits::budget,
              interruption,
              progress,
              warning -> complain("warning: " + warning),
              (during, fault) -> Crash.lines(during, fault).forEach(this::complain));
      for (Input input : inputs.inputs()) {
        if (interruption.happened()) {
          break;
        }
        FileReport report = judge.judge(input, terminal.in());
        codes.add(report.code());
        tell(report);
        new ProofWriter(proofs, this::complain).write(report);
        if (json) {
          kept.add(report);
        } else {
          text.file(report);
        }
        outputs.add(report);
        if ("true".equals(terminal.environment().get("GITHUB_ACTIONS"))) {
          // There it is shown at the lines of the file; standard output stays what it is.
          WorkflowCommands.write(
              new RunDocument(Version.NUMBER, List.of(Documents.of(report))), terminal.err());
        }
      }
    }
    if (json) {
      VerdictJson.write(
          new RunDocument(Version.NUMBER, kept.stream().map(Documents::of).toList()),
          terminal.out());
    } else {
      text.summary();
    }
    if (!outputs.finish()) {
      codes.add(ExitCode.INTERNAL_ERROR);
    }
    if (interruption.happened()) {
      complain(
          "interrupted after "
              + codes.size()
              + " of "
              + inputs.inputs().size()
              + " files; what is known so far was reported");
      codes.add(ExitCode.INTERRUPTED);
    }
    return ExitCode.worst(codes).number();
  }

  private int stream() throws IOException {
    try {
      return new StreamCheck(
              terminal,
              interruption,
              asked,
              reading,
              streaming,
              shown.output(),
              shown.quiet(),
              new Ink(shown.coloured(terminal.outWatched(), noColor())))
          .run(files);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  /** The checks there are, with those of a model of the user's own if one is named. */
  private CheckCatalog catalog() throws ClojureModelException, IOException {
    Optional<String> model = asked.model().filter(name -> name.endsWith(".clj"));
    if (model.isEmpty()) {
      return builtIn;
    }
    try {
      SequentialSpec<?> loaded =
          ClojureModel.load(Path.of(model.get()), asked.question().options());
      return builtIn.with(new UserModelPlug(model.get(), loaded));
    } catch (NoSuchFileException e) {
      throw usage("there is no model file '" + model.get() + "'");
    }
  }

  /** Names are looked up before anything is read, so that a slip of the pen costs no time. */
  private void validate(CheckCatalog catalog) {
    if (!limits.threadsFit()) {
      throw usage("--threads needs at least 1");
    }
    try {
      asked.validate(catalog);
    } catch (UnfitException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private Outputs outputs() {
    List<String> command = new ArrayList<>(List.of("minos"));
    command.addAll(spec.commandLine().getParseResult().originalArgs());
    if (spec.commandLine().getParent() != null && !command.contains(spec.name())) {
      command.add(1, spec.name());
    }
    try {
      return Outputs.open(written, command, this::complain);
    } catch (IOException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private Inputs inputs() throws IOException {
    try {
      return Inputs.find(files, reading.tables(), HistoryFiles::isRecording);
    } catch (Inputs.NoSuchInputException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void warnLeftOut(Inputs inputs) {
    if (!inputs.leftOut().isEmpty() && !shown.quiet()) {
      List<String> names = inputs.leftOut().stream().limit(5).map(String::valueOf).toList();
      complain(
          "warning: left out "
              + inputs.leftOut().size()
              + " files that don't have the name of a recording: "
              + String.join(", ", names)
              + (inputs.leftOut().size() > names.size() ? ", ..." : ""));
    }
  }

  /** What is wrong or suspicious goes to standard error, where it is seen whatever the output. */
  private void tell(FileReport report) {
    if (report.history().isPresent() && !shown.quiet()) {
      for (Warning warning : report.history().get().warnings()) {
        complain(
            report.file()
                + (warning.line() == Event.ABSENT ? "" : ":" + warning.line())
                + ": warning: "
                + warning.message()
                + (warning.count() == 1 ? "" : " (" + warning.count() + " times)"));
      }
    }
    report
        .failure()
        .ifPresent(
            failure -> {
              failure.problems().forEach(problem -> complain(problem.toString()));
              if (failure.count() > failure.problems().size()) {
                complain("and " + (failure.count() - failure.problems().size()) + " more problems");
              }
            });
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

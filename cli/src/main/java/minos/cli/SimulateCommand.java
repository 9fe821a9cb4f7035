package minos.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import minos.cli.options.Similar;
import minos.cli.options.Simulated;
import minos.cli.run.ExitCode;
import minos.format.Format;
import minos.format.HistoryWriter;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.simulation.Breakage;
import minos.simulation.HistoryOutput;
import minos.simulation.SimulationOptions;
import minos.simulation.SimulationReport;
import minos.simulation.StoreKind;
import minos.simulation.isolation.IsolationOptions;
import minos.simulation.isolation.IsolationSimulation;
import minos.simulation.published.Figure;
import minos.simulation.published.PublishedFigures;
import minos.simulation.trial.Scenario;
import minos.simulation.trial.Score;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code minos simulate}: histories of simulated stores, and the truth beside them. */
@Command(
    name = "simulate",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description =
        "Simulates a store with its clients and writes the history that they recorded. The same "
            + "options and seed give the same bytes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos simulate --list",
      "  minos simulate s3-2006 --seed 7 --out history.jsonl --truth truth.json",
      "  minos simulate cassandra -R 1 -W 1 --latency lnkd-disk --out history.jsonl",
      "  minos simulate redis-async --faults partition:200ms-900ms:0 --out history.jsonl",
      "  minos simulate --table",
      "  minos simulate --published"
    })
final class SimulateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "STORE",
      description = "The store; --list names them.")
  private @Nullable String store;

  @Option(names = "--list", description = "List the stores, their levels and how they break.")
  private boolean list;

  @Option(
      names = "--table",
      description =
          "Simulate stores that keep and stores that break their promise, judge the histories, and "
              + "print how often verdict and truth agree.")
  private boolean table;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many histories for each row of the table. Default 100.")
  private int seeds = 100;

  @Option(
      names = "--published",
      description = "Print published measurements of staleness beside what is simulated.")
  private boolean published;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "How many draws for the published tables. Default 2000000.")
  private int draws = PublishedFigures.TRIALS;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The file to write, which is replaced if there is one; compressed if its name ends in .gz; "
              + "-, the default, for standard output.")
  private String out = "-";

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      completionCandidates = ConvertCommand.Written.class,
      description = "The format to write: ${COMPLETION-CANDIDATES}. Default jsonl.")
  private String to = Format.JSONL.id();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Where to write, as JSON, which anomalies really occurred.")
  private @Nullable Path truth;

  @ArgGroup(validate = false, heading = "%nWhat is simulated:%n")
  private Simulated simulated = new Simulated();

  SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      list();
    } else if (table) {
      return table();
    } else if (published) {
      return published();
    } else {
      simulate();
    }
    return ExitCode.CONSISTENT.number();
  }

  /** Writes a history, and says something of it. */
  @FunctionalInterface
  private interface Writing<T> {
    T to(OutputStream stream) throws IOException;
  }

  private void simulate() throws IOException {
    Format format = format();
    Optional<IsolationOptions> transactions = isolation();
    if (transactions.isPresent()) {
      transactions(transactions.get(), format);
      return;
    }
    SimulationOptions options = options(kind());
    SimulationReport report = write(stream -> HistoryOutput.write(options, format, stream));
    if (truth != null) {
      try (OutputStream stream = Files.newOutputStream(truth)) {
        report.writeJson(stream);
      }
    }
    tell(options, report);
  }

  private Format format() {
    return Format.byId(to)
        .filter(known -> HistoryWriter.of(known).isPresent())
        .orElseThrow(
            () ->
                usage(
                    "histories can't be written in the format '"
                        + to
                        + "'; expected one of "
                        + String.join(", ", new ConvertCommand.Written())));
  }

  private Optional<IsolationOptions> isolation() {
    try {
      Optional<IsolationOptions> options = simulated.isolation();
      if (options.isPresent() && (store != null || truth != null)) {
        throw usage("--isolation simulates a store of its own, of which no truth is known");
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void transactions(IsolationOptions options, Format format) throws IOException {
    HistoryBuilder builder = new HistoryBuilder();
    History history;
    try {
      builder.header(options.header());
      IsolationSimulation.run(options, builder);
      history = builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("the simulation recorded a history that is none", e);
    }
    HistoryWriter writer = HistoryWriter.of(format).orElseThrow();
    write(
        stream -> {
          writer.write(history, stream);
          return history;
        });
    complain(
        history.eventCount()
            + " events; promised: "
            + options.level().id()
            + (options.broken() ? ", but it misses something of it" : ""));
  }

  private <T> T write(Writing<T> writing) throws IOException {
    if (!out.equals("-")) {
      return toFile(writing, Path.of(out));
    }
    T written = writing.to(terminal.out());
    terminal.out().flush();
    return written;
  }

  /** Writes beside the file first: it is there as a whole or not at all. */
  private static <T> T toFile(Writing<T> writing, Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path half = Files.createTempFile(directory, file.getFileName().toString(), ".part");
    try {
      T written;
      try (OutputStream stream = stream(half, file)) {
        written = writing.to(stream);
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static OutputStream stream(Path half, Path file) throws IOException {
    OutputStream stream = new BufferedOutputStream(Files.newOutputStream(half), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(stream) : stream;
  }

  private void tell(SimulationOptions options, SimulationReport report) {
    complain(
        report.events()
            + " events; promised: "
            + options.store().promise(options)
            + "; occurred: "
            + counts(report));
  }

  private static String counts(SimulationReport report) {
    String counts =
        report.anomalies().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().id())
            .sorted()
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "no anomaly" : counts;
  }

  private StoreKind kind() {
    List<String> names = Arrays.stream(StoreKind.values()).map(StoreKind::id).toList();
    if (store == null) {
      throw usage("say which store to simulate: minos simulate " + names.get(0));
    }
    String name = store;
    return StoreKind.ofId(name)
        .orElseThrow(
            () -> usage("there is no simulated store '" + name + "'" + Similar.hint(name, names)));
  }

  private SimulationOptions options(StoreKind kind) {
    try {
      return simulated.options(kind);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void list() {
    for (StoreKind kind : StoreKind.values()) {
      line(String.format(Locale.ROOT, "%-12s %s", kind.id(), kind.about()));
      detail("promise", kind.promise(SimulationOptions.of(kind).build()));
      detail("reads", String.join(", ", kind.readLevels()));
      detail("writes", String.join(", ", kind.writeLevels()));
      String breakages =
          kind.breakages().stream().map(Breakage::id).collect(Collectors.joining(", "));
      detail("breaks by", breakages.isEmpty() ? "-" : breakages);
    }
    line("");
    line("Ways of breaking a promise:");
    for (Breakage breakage : Breakage.values()) {
      line(String.format(Locale.ROOT, "  %-18s %s", breakage.id(), breakage.about()));
    }
  }

  private void detail(String name, String text) {
    line(String.format(Locale.ROOT, "  %-10s %s", name, text));
  }

  private int table() {
    boolean agree = true;
    line("Promise kept: histories found violated or undecided, of " + seeds);
    line("");
    row("store", "condition", "consistency model", "violated", "undecided", "");
    for (Scenario scenario : Scenario.kept()) {
      Score score = Score.of(scenario, simulated.seed(), seeds);
      agree &= score.found() == 0 && score.undecided() == 0;
      row(scenario, String.valueOf(score.found()), String.valueOf(score.undecided()), "");
    }
    line("");
    line("Promise broken: histories with an anomaly of " + seeds + ", and how it was found");
    line("");
    row("store", "condition", "consistency model", "occurred", "recall", "precision");
    for (Scenario scenario : Scenario.broken()) {
      Score score = Score.of(scenario, simulated.seed(), seeds);
      agree &= score.disagreeing().isEmpty();
      row(
          scenario,
          String.valueOf(score.occurred()),
          String.format(Locale.ROOT, "%.3f", score.recall()),
          String.format(Locale.ROOT, "%.3f", score.precision()));
    }
    return (agree ? ExitCode.CONSISTENT : ExitCode.VIOLATED).number();
  }

  private void row(Scenario scenario, String one, String two, String three) {
    row(
        scenario.options().store().id(),
        scenario.condition(),
        scenario.consistency(),
        one,
        two,
        three);
  }

  private void row(
      String store, String condition, String model, String one, String two, String three) {
    line(
        String.format(
                Locale.ROOT,
                "%-11s %-37s %-23s %9s %9s %9s",
                store,
                condition,
                model,
                one,
                two,
                three)
            .stripTrailing());
  }

  private int published() {
    List<Figure> figures = PublishedFigures.of(draws, simulated.seed());
    line(
        String.format(
            Locale.ROOT, "%-9s %-31s %-25s %9s %9s", "source", "setting", "", "published", "ours"));
    for (Figure figure : figures) {
      line(
          String.format(
                  Locale.ROOT,
                  "%-9s %-31s %-25s %9.4g %9.4g %s",
                  figure.source(),
                  figure.setting(),
                  figure.quantity(),
                  figure.published(),
                  figure.ours(),
                  figure.agrees() ? "" : "differs")
              .stripTrailing());
    }
    long apart = figures.stream().filter(figure -> !figure.agrees()).count();
    line("");
    line(
        apart == 0
            ? "All " + figures.size() + " figures agree within their tolerances."
            : apart + " of " + figures.size() + " figures differ by more than their tolerances.");
    return (apart == 0 ? ExitCode.CONSISTENT : ExitCode.VIOLATED).number();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void line(String text) {
    terminal.out().print(text + "\n");
    terminal.out().flush();
  }

  private void complain(String message) {
    terminal.err().print("minos: " + message + "\n");
    terminal.err().flush();
  }
}

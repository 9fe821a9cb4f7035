package minos.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import minos.cli.options.Traffic;
import minos.cli.run.ExitCode;
import minos.format.EventWriter;
import minos.format.Format;
import minos.generate.synthetic.GeneratorOptions;
import minos.generate.synthetic.HistoryGenerator;
import minos.generate.synthetic.Truth;
import minos.generate.synthetic.TruthJson;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code minos generate}: makes a history whose verdict is known. */
@Command(
    name = "generate",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description = {
      "Makes a synthetic history whose verdict is known: linearizable (transactions: strictly"
          + " serializable) by construction, or with anomalies put in. The same options make the"
          + " same file.",
    },
    footer = {
      "%nExamples:",
      "  minos generate --model register --operations 10000 --clients 10 --out r.jsonl",
      "  minos generate --model fifo-queue --anomaly reordered --truth t.json",
      "  minos generate --model list-append --anomaly write-skew --to jepsen-edn"
    })
final class GenerateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      completionCandidates = Models.class,
      description = "What the clients use: ${COMPLETION-CANDIDATES}.")
  private String model = "";

  @ArgGroup(validate = false, heading = "%nWhat they do:%n")
  private Traffic traffic = new Traffic();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The file to write, which is replaced if there is one; compressed if its name ends in .gz;"
              + " standard output if not given.")
  private String out = "-";

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      completionCandidates = ConvertCommand.Written.class,
      description = "Its format: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
  private String to = Format.JSONL.id();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Where to write, as JSON, the verdict and the operations of each anomaly.")
  private @Nullable Path truthFile;

  GenerateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    GeneratorOptions options;
    HistoryGenerator generator;
    try {
      options = traffic.options(model);
      generator = HistoryGenerator.of(options);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    Format format = format();
    Truth[] truth = new Truth[1];
    if (out.equals("-")) {
      truth[0] = write(generator, options, format, terminal.out());
      terminal.out().flush();
    } else {
      WholeFile.write(Path.of(out), stream -> truth[0] = write(generator, options, format, stream));
    }
    if (truthFile != null) {
      WholeFile.write(truthFile, stream -> TruthJson.write(truth[0], options.seed(), stream));
    }
    return ExitCode.CONSISTENT.number();
  }

  private Format format() {
    return Format.byId(to)
        .filter(format -> minos.format.HistoryWriter.of(format).isPresent())
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "histories can't be written in the format '"
                        + to
                        + "'; expected one of "
                        + String.join(", ", new ConvertCommand.Written())));
  }

  private static Truth write(
      HistoryGenerator generator, GeneratorOptions options, Format format, OutputStream stream)
      throws IOException {
    Dict about =
        new Dict(
            Map.of(
                new Text("generated"),
                new Dict(
                    Map.of(
                        new Text("model"),
                        new Text(options.model()),
                        new Text("seed"),
                        new Int(options.seed())))));
    EventWriter writer = EventWriter.of(format, stream, about).orElseThrow();
    try {
      Truth truth =
          generator.generate(
              event -> {
                try {
                  writer.event(event);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      writer.end();
      return truth;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("the writer of a history takes every event", e);
    }
  }

  /** The models that histories can be made for. */
  static final class Models implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return HistoryGenerator.models().iterator();
    }
  }
}

package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import minos.cli.options.Reading;
import minos.cli.run.ExitCode;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.HistoryWriter;
import minos.history.History;
import minos.history.MalformedHistoryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code minos convert}: writes a history in another format. */
@Command(
    name = "convert",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description = "Writes a recorded history in another format.")
final class ConvertCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The history, as for check; - for standard input.")
  private String in = "-";

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description =
          "The file to write, which is replaced if there is one; compressed if its name ends in .gz; "
              + "- for standard output.")
  private String out = "-";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      completionCandidates = Written.class,
      description = "The format to write: ${COMPLETION-CANDIDATES}.")
  private @Nullable String to;

  @ArgGroup(validate = false, heading = "%nHow the history is read:%n")
  private Reading reading = new Reading();

  ConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    HistoryWriter writer = writer();
    History read;
    try {
      read =
          in.equals("-")
              ? HistoryFiles.read(terminal.in(), "-", reading.options())
              : HistoryFiles.read(existing(), reading.options());
    } catch (MalformedHistoryException e) {
      e.problems().forEach(problem -> complain(problem.toString()));
      return ExitCode.BAD_DATA.number();
    }
    History history = read;
    writer.losses(history).forEach(loss -> complain("warning: " + loss));
    if (out.equals("-")) {
      writer.write(history, terminal.out());
      terminal.out().flush();
    } else {
      WholeFile.write(Path.of(out), stream -> writer.write(history, stream));
    }
    return ExitCode.CONSISTENT.number();
  }

  private HistoryWriter writer() {
    Optional<HistoryWriter> writer = Format.byId(String.valueOf(to)).flatMap(HistoryWriter::of);
    if (writer.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "histories can't be written in the format '"
              + to
              + "'; expected one of "
              + String.join(", ", new Written()));
    }
    return writer.get();
  }

  private Path existing() {
    Path path = Path.of(in);
    if (!Files.exists(path)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + in);
    }
    return path;
  }

  private void complain(String message) {
    terminal.err().print("minos: " + message + "\n");
    terminal.err().flush();
  }

  /** The names of the formats that can be written. */
  static final class Written implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      List<String> names = new ArrayList<>();
      Arrays.stream(Format.values())
          .filter(format -> HistoryWriter.of(format).isPresent())
          .forEach(format -> names.add(format.id()));
      return names.iterator();
    }
  }
}

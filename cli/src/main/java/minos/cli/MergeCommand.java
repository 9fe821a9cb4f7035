package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import minos.cli.run.ExitCode;
import minos.clock.ClockError;
import minos.format.HistoryFiles;
import minos.format.MergedRecordings;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.MalformedHistoryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code minos merge}: recordings of several machines as one history. */
@Command(
    name = "merge",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description =
        "Makes one history of what several machines recorded of one run (minos verify --role), by"
            + " the times of their clocks.")
final class MergeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "2..*",
      description = "The recordings, or their directories.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--clock-error",
      required = true,
      paramLabel = "DURATION",
      description =
          "By how much the clocks of the machines may be wrong: 2ms. `minos check` of the merged"
              + " history then tells what is certain from what is within the error.")
  private String clockError = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write, as JSON Lines; compressed if its name ends in .gz.")
  private @Nullable Path out;

  MergeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<History> recordings = new ArrayList<>();
    boolean failed = false;
    for (Path run : runs) {
      if (!Files.exists(run)) {
        throw usage("there is no file " + run);
      }
      try {
        recordings.add(HistoryFiles.read(run, ReadOptions.DEFAULT));
      } catch (MalformedHistoryException e) {
        e.problems().forEach(problem -> complain(problem.toString()));
        failed = true;
      }
    }
    if (failed || out == null) {
      return ExitCode.BAD_DATA.number();
    }
    try {
      long nanos = ClockError.of(clockError).all().toNanos();
      WholeFile.write(out, stream -> MergedRecordings.write(recordings, nanos, stream));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    return ExitCode.CONSISTENT.number();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void complain(String message) {
    terminal.err().print("minos: " + message + "\n");
    terminal.err().flush();
  }
}

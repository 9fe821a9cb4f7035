package minos.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import minos.format.HistoryFiles;
import minos.format.Keyed;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.MalformedHistoryException;

/**
 * The reading of one file: finds out what its format is and whether its values have keys where
 * nobody said so, and says what it found.
 */
final class HistoryReading {
  private final Input input;
  private final ReadOptions options;
  private final ReadingProgress far;

  HistoryReading(Input input, ReadOptions options) {
    this.input = input;
    this.options = options;
    this.far = new ReadingProgress(input);
  }

  /** How far it is; from any thread. */
  ReadingProgress far() {
    return far;
  }

  /** A history, and what was assumed about it. */
  record Read(History history, List<String> assumptions) {
    Read {
      assumptions = List.copyOf(assumptions);
    }
  }

  /** Reads the file. */
  Read read(InputStream standardInput) throws IOException, MalformedHistoryException {
    List<String> assumptions = new ArrayList<>();
    boolean undecided = options.keyed() == Keyed.AUTO;
    // What looks like keys is taken for keys here, where it becomes an assumption in the report.
    ReadOptions asWritten = undecided ? options.withKeyed(Keyed.NO) : options;
    History history =
        input.path().isPresent()
            ? HistoryFiles.read(input.path().get(), asWritten, far)
            : HistoryFiles.read(standardInput, input.name(), asWritten, far);
    if (undecided && history.looksKeyedByValue()) {
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
    return new Read(history, assumptions);
  }
}

package minos.junit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minos.format.Format;
import minos.format.HistoryWriter;
import minos.history.History;
import minos.history.Operation;
import minos.spec.ModelOptions;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** What a failed test says, and what it leaves behind. */
final class FailureReport {
  /** Violations that the message tells. */
  private static final int TOLD = 3;

  private static final String FILE = "history.jsonl";

  private FailureReport() {}

  /** The verdict and its reasons, as a person reads them. */
  static String describe(CheckResult result) {
    StringBuilder text = new StringBuilder("the history is ");
    if (result.verdict() instanceof Verdict.Violated violated) {
      text.append("not ").append(result.consistency()).append(of(result)).append(':');
      violated.violations().stream().limit(TOLD).forEach(violation -> tell(violation, text));
      int more = violated.violations().size() - TOLD;
      if (more > 0) {
        text.append("\n\n... and ").append(more).append(" more");
      }
    } else if (result.verdict() instanceof Verdict.Undecided undecided) {
      text.append("undecided, so this is no pass (")
          .append(result.consistency())
          .append(of(result))
          .append("): ")
          .append(undecided.cause().message());
    } else {
      text.append(result.consistency()).append(of(result));
    }
    if (!result.assumptions().isEmpty()) {
      text.append("\n\nassuming that ").append(String.join("; ", result.assumptions()));
    }
    return text.toString();
  }

  private static String of(CheckResult result) {
    return " with respect to " + result.model();
  }

  private static void tell(Violation violation, StringBuilder text) {
    text.append("\n\n").append(violation.anomaly().id());
    violation.key().ifPresent(key -> text.append(", key ").append(key));
    text.append("\n  ").append(violation.summary());
    for (Operation operation : violation.operations()) {
      boolean culprit = violation.culprit().filter(operation::equals).isPresent();
      text.append(culprit ? "\n  > " : "\n    ").append(operation);
    }
  }

  /** Writes the history; answers how to judge it again. */
  static String write(History history, CheckResult result, Path directory, ModelOptions options) {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
      try (OutputStream out = Files.newOutputStream(file)) {
        HistoryWriter.of(Format.JSONL).orElseThrow().write(history, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the history can't be written to " + file, e);
    }
    String initial = options.initial().map(value -> " --initial '" + value + "'").orElse("");
    return "written to "
        + file
        + "\nto judge it again: minos check --model "
        + result.model()
        + initial
        + " --consistency "
        + result.consistency()
        + " "
        + file;
  }
}

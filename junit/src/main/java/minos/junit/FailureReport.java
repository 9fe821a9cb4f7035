package minos.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.check.Check;
import minos.format.Format;
import minos.history.History;
import minos.history.Operation;
import minos.report.FailureFiles;
import minos.report.RunFacts;
import minos.spec.ModelOptions;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** What a failed test says, and what it leaves behind. */
final class FailureReport {
  /** Violations that the message tells. */
  private static final int TOLD = 3;

  /** How long to look for a counterexample: a test that fails should fail soon. */
  private static final Duration REDUCING = Duration.ofSeconds(5);

  private static final String OWN =
      "read the history in a test; its specification is your own, which no command line knows";

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

  /**
   * Writes history, counterexample and page; answers where they are, and how to judge again.
   *
   * @param options the choices that the specification was made with
   * @param seed what random choices were made from
   */
  static String write(
      History history,
      Check check,
      CheckResult result,
      Path directory,
      ModelOptions options,
      Optional<String> seed) {
    Optional<List<String>> command = Replay.of(check, options, directory.resolve("history.jsonl"));
    RunFacts run = new RunFacts(version(), command.orElse(List.of("(in a test)")), seed);
    FailureFiles files;
    try {
      files = FailureFiles.write(directory, Format.JSONL, run, history, check, result, REDUCING);
    } catch (IOException e) {
      throw new UncheckedIOException("the report can't be written to " + directory, e);
    }
    StringBuilder text = new StringBuilder("report: ").append(files.page());
    text.append("\nhistory: ").append(files.history());
    files.counterexample().ifPresent(file -> text.append("\ncounterexample: ").append(file));
    return text.append("\nto judge it again: ")
        .append(command.map(Replay::line).orElse(OWN))
        .toString();
  }

  private static String version() {
    String version = FailureReport.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }
}

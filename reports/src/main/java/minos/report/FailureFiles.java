package minos.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Check;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.format.Format;
import minos.format.HistoryWriter;
import minos.format.verdict.HistoryDocument;
import minos.history.History;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * What a test that did not pass leaves behind: the history, the smallest part of it that is a
 * violation by itself, if one was found in time, and the report as a page.
 *
 * @param history the history, in a format that the command line reads
 * @param counterexample the part, likewise
 * @param page the report
 */
public record FailureFiles(Path history, Optional<Path> counterexample, Path page) {
  /** Violations that counterexamples are made of. */
  private static final int FEW = 3;

  /**
   * Writes them into a directory, which is made if it isn't there; files of the same names are
   * replaced.
   *
   * @param format of the histories: one that can be written
   * @param run what to say of the run
   * @param check what was asked
   * @param result what it answered about this history
   * @param reducing how long to look for counterexamples
   * @throws IOException if something can't be written
   */
  public static FailureFiles write(
      Path directory,
      Format format,
      RunFacts run,
      History history,
      Check check,
      CheckResult result,
      Duration reducing)
      throws IOException {
    return write(directory, format, run, history, Map.of(check, result), reducing);
  }

  /**
   * The same, where several checks were asked.
   *
   * @param results each check and what it answered, in the order of the report
   * @param reducing how long to look for the counterexamples of each
   * @throws IOException if something can't be written
   */
  public static FailureFiles write(
      Path directory,
      Format format,
      RunFacts run,
      History history,
      Map<Check, CheckResult> results,
      Duration reducing)
      throws IOException {
    Files.createDirectories(directory);
    String suffix = format == Format.JSONL ? ".jsonl" : format == Format.CSV ? ".csv" : ".edn";
    Path whole = directory.resolve("history" + suffix);
    write(history, format, whole);
    Map<Violation, Counterexample> small = new LinkedHashMap<>();
    results.forEach((check, result) -> small.putAll(reduce(check, history, result, reducing)));
    Path part = directory.resolve("counterexample" + suffix);
    Files.deleteIfExists(part);
    Optional<Counterexample> first = small.values().stream().findFirst();
    if (first.isPresent()) {
      write(first.get().history(), format, part);
    }
    ReportDirectory report = ReportDirectory.in(directory, run);
    report.add(
        new HistoryDocument.Judged(
            history,
            List.copyOf(results.values()),
            List.of(),
            results.values().stream()
                .filter(result -> result.verdict().judgement() == Judgement.VIOLATED)
                .map(CheckResult::consistency)
                .toList(),
            Optional.empty(),
            Optional.empty(),
            small));
    return new FailureFiles(whole, first.map(ignored -> part), report.finish());
  }

  private static Map<Violation, Counterexample> reduce(
      Check check, History history, CheckResult result, Duration reducing) {
    Map<Violation, Counterexample> small = new LinkedHashMap<>();
    if (result.verdict() instanceof Verdict.Violated violated) {
      Budget all = Budget.unlimited();
      Budget budget = all.child(reducing);
      violated.violations().stream()
          .limit(FEW)
          .forEach(
              violation ->
                  Counterexamples.of(check, history, violation, budget)
                      .ifPresent(found -> small.put(violation, found)));
      budget.close();
    }
    return small;
  }

  private static void write(History history, Format format, Path file) throws IOException {
    HistoryWriter writer =
        HistoryWriter.of(format)
            .orElseThrow(
                () -> new IllegalArgumentException("histories can't be written as " + format));
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.write(history, out);
    }
  }
}

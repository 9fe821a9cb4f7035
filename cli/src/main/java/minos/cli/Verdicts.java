package minos.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import minos.cli.run.FileReport;
import minos.cli.text.Ink;
import minos.cli.text.TextReport;
import minos.cli.verify.Plan;
import minos.counterexample.Counterexample;
import minos.format.JsonlWriter;
import minos.format.verdict.JUnitXml;
import minos.format.verdict.RunDocument;
import minos.format.verdict.VerdictJson;
import minos.report.ReportDirectory;
import minos.report.RunFacts;
import minos.verify.Run;
import minos.verify.RunDirectory;

/** Leaves what a run came to beside its recording. */
final class Verdicts {
  private final RunDirectory directory;
  private final List<String> command;
  private final String store;

  /**
   * Of a run.
   *
   * @param command the command line, without secrets
   * @param store its name
   */
  Verdicts(RunDirectory directory, List<String> command, String store) {
    this.directory = directory;
    this.command = List.copyOf(command);
    this.store = store;
  }

  /** The verdict, for people and for programs, beside the recording. */
  void leave(FileReport report, Run.Tally tally) throws IOException {
    RunDocument document = new RunDocument(Version.NUMBER, List.of(Documents.of(report)));
    try (OutputStream json = Files.newOutputStream(directory.file("verdict.json"))) {
      VerdictJson.write(document, json);
    }
    try (OutputStream xml = Files.newOutputStream(directory.file("junit.xml"))) {
      JUnitXml.write(document, xml);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream page = new PrintStream(text, false, StandardCharsets.UTF_8);
    new TextReport(page, new Ink(false), false).file(report);
    page.flush();
    Files.write(directory.file("report.txt"), text.toByteArray());
    Files.writeString(directory.file("metrics.txt"), Plan.metrics(report, tally, store));
    Optional<Counterexample> counterexample =
        report.proofs().counterexamples().values().stream().findFirst();
    if (counterexample.isPresent()) {
      try (OutputStream out = Files.newOutputStream(directory.file("counterexample.jsonl"))) {
        JsonlWriter.write(counterexample.get().history(), out);
      }
    }
    ReportDirectory pages =
        ReportDirectory.in(
            directory.file("report"), new RunFacts(Version.NUMBER, command, Optional.empty()));
    pages.add(Documents.of(report));
    pages.finish();
  }
}

package minos.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import minos.cli.options.Reported;
import minos.cli.run.Crash;
import minos.cli.run.FileReport;
import minos.format.verdict.HistoryDocument;
import minos.format.verdict.JUnitXml;
import minos.format.verdict.KnossosEdn;
import minos.format.verdict.OpenMetrics;
import minos.format.verdict.RunDocument;
import minos.format.verdict.Sarif;
import minos.report.ReportDirectory;
import minos.report.RunFacts;

/**
 * The files that a run writes beside what it shows. Whatever goes wrong with them is told and
 * remembered, and takes no verdict back.
 */
final class Outputs {
  private final Optional<ReportDirectory> report;
  private final Map<Reported.Document, Path> documents;
  private final Consumer<String> complain;
  private final List<HistoryDocument> kept = new ArrayList<>();
  private boolean failed;

  private Outputs(
      Optional<ReportDirectory> report,
      Map<Reported.Document, Path> documents,
      Consumer<String> complain) {
    this.report = report;
    this.documents = documents;
    this.complain = complain;
  }

  /**
   * Sees that everything can be written, before anything is judged.
   *
   * @param command the command line, for the report
   * @throws IOException if something can't be
   */
  static Outputs open(Reported reported, List<String> command, Consumer<String> complain)
      throws IOException {
    for (Path file : reported.documents().values()) {
      Path directory = directory(file);
      if (Files.isDirectory(file) || !Files.isDirectory(directory)) {
        throw new IOException(
            "can't write "
                + file
                + ": "
                + (Files.isDirectory(file)
                    ? "it is a directory"
                    : "there is no directory " + directory));
      }
    }
    Optional<ReportDirectory> report = Optional.empty();
    if (reported.report().isPresent()) {
      Path directory = reported.report().get();
      try {
        report =
            Optional.of(
                ReportDirectory.in(
                    directory, new RunFacts(Version.NUMBER, command, Optional.empty())));
      } catch (IOException e) {
        throw new IOException("can't write a report to " + directory + ": " + reason(e), e);
      }
    }
    return new Outputs(report, reported.documents(), complain);
  }

  /** Takes what one file came to. */
  void add(FileReport file) {
    if (report.isEmpty() && documents.isEmpty()) {
      return;
    }
    attempt(
        "the report of " + file.file(),
        () -> {
          HistoryDocument document = Documents.of(file);
          if (!documents.isEmpty()) {
            kept.add(document);
          }
          if (report.isPresent()) {
            report.get().add(document);
          }
        });
  }

  /**
   * Writes what is about all files.
   *
   * @return whether everything was written
   */
  boolean finish() {
    report.ifPresent(
        directory -> attempt("the report", () -> complain.accept("report: " + directory.finish())));
    RunDocument run = new RunDocument(Version.NUMBER, kept);
    documents.forEach((kind, file) -> attempt(file.toString(), () -> write(kind, run, file)));
    return !failed;
  }

  /** Writes beside the file first: it is there as a whole or not at all. */
  private static void write(Reported.Document kind, RunDocument run, Path file) throws IOException {
    Path half = directory(file).resolve("." + file.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half))) {
        switch (kind) {
          case JUNIT -> JUnitXml.write(run, out);
          case SARIF -> Sarif.write(run, out);
          case METRICS -> OpenMetrics.write(run, out);
          case EDN -> KnossosEdn.write(run, out);
        }
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(String what, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      failed = true;
      complain.accept("could not write " + what + ": " + reason(e) + "; the verdict stands");
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      failed = true;
      complain.accept("could not write " + what + "; the verdict stands");
      Crash.lines("writing " + what, e).forEach(complain);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException at) {
      String reason = at.getReason();
      return at.getFile()
          + (reason == null ? " (" + e.getClass().getSimpleName() + ")" : ": " + reason);
    }
    return String.valueOf(e.getMessage());
  }
}

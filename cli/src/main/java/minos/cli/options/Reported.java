package minos.cli.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is written into files, beside what is shown. */
public final class Reported {
  /** A document for other programs. */
  public enum Document {
    /** XML as build servers read JUnit's. */
    JUNIT,
    /** Findings as code hosts show them. */
    SARIF,
    /** Text for a collector of metrics. */
    METRICS,
    /** EDN in the shape of Knossos. */
    EDN
  }

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Write a page for a browser for each history (and an index if there are several), and "
              + "drawings of its counterexamples: --report out, then open out/index.html or the page "
              + "named on standard error. Pages need no network.")
  @Nullable Path report;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write JUnit XML: a test suite for each history, a test case for each check.")
  @Nullable Path junit;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Write SARIF 2.1.0: each violation at its line of the recording.")
  @Nullable Path sarif;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Write OpenMetrics text: verdicts, sizes and times as metrics.")
  @Nullable Path metrics;

  @Option(
      names = "--edn",
      paramLabel = "FILE",
      description = "Write EDN in the shape of Knossos' and Jepsen's results: {:valid? false ...}.")
  @Nullable Path edn;

  /** The directory of the report, if one is asked for. */
  public Optional<Path> report() {
    return Optional.ofNullable(report);
  }

  /** The documents asked for, and the files they go to. */
  public Map<Document, Path> documents() {
    Map<Document, Path> documents = new LinkedHashMap<>();
    put(documents, Document.JUNIT, junit);
    put(documents, Document.SARIF, sarif);
    put(documents, Document.METRICS, metrics);
    put(documents, Document.EDN, edn);
    return documents;
  }

  private static void put(Map<Document, Path> documents, Document kind, @Nullable Path file) {
    if (file != null) {
      documents.put(kind, file);
    }
  }
}

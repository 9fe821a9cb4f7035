package minos.cli;

import minos.cli.run.FileReport;
import minos.format.verdict.HistoryDocument;

/** Reports as the data that verdict documents are written from. */
final class Documents {
  private Documents() {}

  static HistoryDocument of(FileReport report) {
    if (report.failure().isPresent()
        && (report.judgement().isEmpty() || report.history().isEmpty())) {
      return new HistoryDocument.Unreadable(
          report.file(),
          report.failure().get().problems(),
          report.failure().get().count(),
          report.failure().get().cause());
    }
    return new HistoryDocument.Judged(
        report.history().orElseThrow(),
        report.results(),
        report.placement().strongest(),
        report.placement().violated(),
        report.staleness(),
        report.jepsen(),
        report.proofs().counterexamples());
  }
}

package minos.cli;

import java.util.List;
import minos.cli.run.FileReport;
import minos.format.verdict.HistoryDocument;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;

/** Reports as the data that verdict documents are written from. */
final class Documents {
  private Documents() {}

  static HistoryDocument of(FileReport report) {
    if (report.failure().isPresent() && report.judgement().isEmpty()) {
      return new HistoryDocument.Unreadable(
          report.file(), report.failure().get().problems(), report.failure().get().count());
    }
    return new HistoryDocument.Judged(
        report.history().orElseThrow(),
        report.results(),
        names(report, Judgement.CONSISTENT),
        names(report, Judgement.VIOLATED));
  }

  /** The consistency models so judged; Jepsen's checkers are none. */
  private static List<String> names(FileReport report, Judgement judgement) {
    return report.results().stream()
        .filter(result -> result.verdict().judgement() == judgement)
        .map(CheckResult::consistency)
        .filter(name -> !name.startsWith("jepsen:"))
        .toList();
  }
}

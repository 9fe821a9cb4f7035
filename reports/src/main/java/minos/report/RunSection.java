package minos.report;

import java.util.LinkedHashSet;
import java.util.Set;
import minos.format.verdict.HistoryDocument;
import minos.history.Event;
import minos.history.History;
import minos.history.Warning;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;

/** What the verdict rests on: warnings, assumptions, and the run that found it. */
final class RunSection {
  private static final int MOST_WARNINGS = 100;
  private static final int MOST_CHARACTERS = 10_000;

  private RunSection() {}

  static void write(HistoryDocument.Judged judged, RunFacts run, Markup page) {
    History history = judged.history();
    warnings(history, page);
    page.open("section", "aria-labelledby", "assumed");
    page.element("h2", "Assumptions", "id", "assumed").open("ul");
    Set<String> assumptions = new LinkedHashSet<>();
    judged.checks().forEach(check -> assumptions.addAll(check.assumptions()));
    assumptions.forEach(
        assumption -> page.element("li", Printable.clip(Prose.sentence(assumption), 500)));
    page.element(
        "li",
        "Real time is the order of the events in the file; what touches overlaps, and an operation"
            + " of outcome info may have happened at any time after it began, or never.");
    page.close().close().line();
    page.open("section", "aria-labelledby", "run").element("h2", "This run", "id", "run");
    page.open("dl", "class", "facts");
    fact("Command", run.commandLine(), page);
    fact("Seed", run.seed().orElse("none: nothing here was left to chance"), page);
    fact("Minos", run.version(), page);
    fact("Java", Runtime.version() + " on " + System.getProperty("os.name"), page);
    fact("File", judged.file(), page);
    fact("Format", history.origin().format(), page);
    if (!history.origin().header().entries().isEmpty()) {
      fact("The file of itself", Printable.clip(history.origin().header().toString(), 1500), page);
    }
    page.close().close().line();
  }

  private static void warnings(History history, Markup page) {
    int count = history.warnings().size() + (history.origin().truncated().isPresent() ? 1 : 0);
    if (count == 0) {
      return;
    }
    page.open("section", "class", "warnings", "aria-labelledby", "warnings");
    page.element("h2", "Warnings", "id", "warnings").open("ul");
    history
        .origin()
        .truncated()
        .ifPresent(how -> page.element("li", "The recording breaks off: " + Prose.sentence(how)));
    for (Warning warning : history.warnings().stream().limit(MOST_WARNINGS).toList()) {
      String line = warning.line() == Event.ABSENT ? "" : "Line " + warning.line() + ": ";
      String times = warning.count() == 1 ? "" : " (" + Prose.count(warning.count(), "time") + ")";
      page.element("li", line + Printable.clip(warning.message(), 600) + times);
    }
    if (history.warnings().size() > MOST_WARNINGS) {
      page.element("li", "… and " + (history.warnings().size() - MOST_WARNINGS) + " more");
    }
    page.close().close().line();
  }

  private static void fact(String name, String value, Markup page) {
    page.element("dt", name).open("dd");
    page.element("code", Printable.clip(value, MOST_CHARACTERS)).close();
  }
}

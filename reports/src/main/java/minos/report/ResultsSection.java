package minos.report;

import java.util.Optional;
import minos.format.verdict.HistoryDocument;
import minos.report.figure.Figure;
import minos.report.figure.LatticeFigure;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.value.Dict;
import minos.value.Text;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;

/** What each check found, and where that puts the history on the lattice. */
final class ResultsSection {
  private static final int MOST_DETAILS = 4000;

  private ResultsSection() {}

  static void write(HistoryDocument.Judged judged, Markup page) {
    page.open("section", "aria-labelledby", "checks").element("h2", "Checks", "id", "checks");
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (String head : new String[] {"Consistency", "Model", "Verdict", "Time", "Decided by"}) {
      page.element("th", head, "scope", "col");
    }
    page.close().close().open("tbody");
    for (CheckResult check : judged.checks()) {
      page.open("tr").element("th", check.consistency(), "scope", "row");
      page.element("td", check.model()).open("td");
      Frame.badge(page, check.verdict().judgement());
      page.close();
      page.element("td", Prose.duration(check.elapsed()), "class", "number");
      page.element("td", check.algorithm()).close();
    }
    page.close().close().close();
    for (CheckResult check : judged.checks()) {
      details(check, page);
    }
    Optional<Figure> lattice = LatticeFigure.of(judged.checks());
    if (lattice.isPresent()) {
      page.element("h3", "Where that puts it");
      placement(judged, page);
      page.open("details", judged.checks().size() > 1 ? "open" : "class", "open");
      page.element("summary", "The lattice of models, the stronger above what they imply");
      page.open("div", "class", "scroll lattice").trusted(lattice.get().inline()).close().close();
    }
    judged
        .jepsen()
        .ifPresent(
            opinion -> {
              page.element("h3", "Jepsen's verdict");
              page.element(
                  "p", opinion.agrees() ? "Jepsen's checkers agree." : "Jepsen's checkers differ:");
              page.open("ul");
              opinion.differences().forEach(difference -> page.element("li", difference));
              if (opinion.differences().isEmpty()) {
                page.element("li", "no difference to tell of");
              }
              page.close();
            });
    page.close().line();
  }

  private static void placement(HistoryDocument.Judged judged, Markup page) {
    String holds = String.join(", ", judged.strongest());
    String broken = String.join(", ", judged.violated());
    if (!holds.isEmpty()) {
      page.element("p", "The strongest that hold: " + holds + ".");
    }
    if (!broken.isEmpty()) {
      page.element("p", "The weakest that are violated: " + broken + ".");
    }
  }

  private static void details(CheckResult check, Markup page) {
    if (check.verdict() instanceof Verdict.Undecided undecided) {
      page.open("p", "class", "undecided note").element("strong", check.consistency() + ": ");
      page.text(Printable.clip(Prose.sentence(undecided.cause().message()), 1000)).close();
    }
    Dict details = check.details();
    if (!details.entries().isEmpty() && details.get(new Text("picture")) == null) {
      page.open("details").element("summary", "Result fields of " + check.consistency());
      page.element("pre", Printable.clip(lines(details), MOST_DETAILS)).close();
    }
  }

  private static String lines(Dict details) {
    StringBuilder lines = new StringBuilder();
    details
        .entries()
        .forEach((name, value) -> lines.append(name).append(' ').append(value).append('\n'));
    return lines.toString();
  }
}

package minos.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.verdict.Judgement;

/** The list of the histories of a run, the most serious first. */
final class IndexPage {
  private static final int MOST = 5000;

  private IndexPage() {}

  /**
   * A line of the list.
   *
   * @param file the history's name
   * @param page the page's name; empty if there is none
   * @param judgement the verdict
   * @param operations how many it has
   * @param words what to say of it
   */
  record Line(String file, String page, Judgement judgement, long operations, String words) {}

  static String of(List<Line> lines, RunFacts run) {
    Markup page = Frame.begin(lines.size() + " histories", "");
    Judgement worst =
        lines.stream().map(Line::judgement).reduce(Judgement::and).orElse(Judgement.UNDECIDED);
    page.open("div", "class", "headline " + worst.word()).open("h1");
    Frame.badge(page, worst);
    page.text(" " + lines.size() + " histories").close();
    page.open("p", "class", "counts");
    page.text(
        Stream.of(Judgement.VIOLATED, Judgement.UNDECIDED, Judgement.CONSISTENT)
            .map(judgement -> counted(lines, judgement))
            .filter(counted -> !counted.isEmpty())
            .collect(Collectors.joining(" · ")));
    page.close().close().line().open("section").open("div", "class", "scroll").open("table");
    page.open("thead").open("tr");
    for (String head : new String[] {"History", "Verdict", "Operations", "What was found"}) {
      page.element("th", head, "scope", "col");
    }
    page.close().close().open("tbody");
    List<Line> sorted =
        lines.stream()
            .sorted((a, b) -> b.judgement().compareTo(a.judgement()))
            .limit(MOST)
            .toList();
    for (Line line : sorted) {
      page.open("tr").open("th", "scope", "row");
      if (line.page().isEmpty()) {
        page.text(line.file());
      } else {
        page.element("a", line.file(), "href", line.page());
      }
      page.close().open("td");
      Frame.badge(page, line.judgement());
      page.close();
      page.element("td", String.format(Locale.ROOT, "%,d", line.operations()), "class", "number");
      page.open("td").marked(Prose.sentence(Printable.clip(line.words(), 240))).close();
      page.close().line();
    }
    page.close().close().close();
    if (lines.size() > MOST) {
      page.element("p", "… and " + (lines.size() - MOST) + " more");
    }
    page.close();
    page.open("section")
        .element("h2", "This run")
        .element("code", Printable.clip(run.commandLine(), 10_000))
        .close()
        .line();
    return Frame.end(page, run, "");
  }

  private static String counted(List<Line> lines, Judgement judgement) {
    long count = lines.stream().filter(line -> line.judgement() == judgement).count();
    return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s", count, judgement.word());
  }
}

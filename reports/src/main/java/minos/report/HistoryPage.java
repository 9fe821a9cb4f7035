package minos.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import minos.format.verdict.HistoryDocument;
import minos.history.History;
import minos.report.figure.CounterexampleFigure;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.report.timeline.Clock;
import minos.report.timeline.Selection;
import minos.report.timeline.TimelineJson;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import minos.verdict.Witness;

/**
 * One history as one page, which needs no other file: the verdict and its proof, a timeline that
 * opens on the violation, the checks and the lattice, plots, keys, warnings, and what all that
 * rests on.
 *
 * <p>A page is never larger than {@link #MOST_BYTES}. If a first attempt is, the next one tells
 * half as much: fewer operations one by one, shorter values, fewer violations.
 */
final class HistoryPage {
  /** How large a page may be. */
  static final int MOST_BYTES = 2_000_000;

  private static final int OPERATIONS = 4000;
  private static final int VIOLATIONS = 60;
  private static final int CHARACTERS = 600;

  private final HistoryDocument.Judged judged;
  private final RunFacts run;
  private final List<Told> told;
  private final Clock clock;

  private HistoryPage(HistoryDocument.Judged judged, RunFacts run) {
    this.judged = judged;
    this.run = run;
    this.told = Told.of(judged);
    this.clock = Clock.of(judged.history());
  }

  /** The page, in UTF-8. */
  static byte[] of(HistoryDocument.Judged judged, RunFacts run) {
    HistoryPage page = new HistoryPage(judged, run);
    for (int share = 1; ; share *= 2) {
      byte[] bytes = page.render(share).getBytes(StandardCharsets.UTF_8);
      if (bytes.length <= MOST_BYTES || share > OPERATIONS) {
        return bytes;
      }
    }
  }

  private String render(int share) {
    String script = Resources.script();
    History history = judged.history();
    int characters = Math.max(40, CHARACTERS / share);
    List<Told> shown = told.subList(0, Math.min(told.size(), Math.max(1, VIOLATIONS / share)));
    List<Violation> violations = shown.stream().map(Told::violation).toList();
    Selection selection = Selection.of(history, violations, Math.max(20, OPERATIONS / share));
    Markup page = Frame.begin(judged.file(), script);
    headline(page);
    page.open("section", "class", "explorer", "aria-label", "What happened");
    page.open("div", "class", "words");
    words(page, shown, characters);
    page.close().line();
    page.open("div", "class", "picture", "id", "timeline");
    if (!violations.isEmpty()) {
      page.trusted(CounterexampleFigure.of(violations.get(0)).inline());
    }
    page.close().close().line();
    page.open("div", "class", "rest");
    ResultsSection.write(judged, page);
    PlotsSection.times(history, clock, page);
    judged.staleness().ifPresent(report -> PlotsSection.staleness(report, page));
    KeysSection.write(history, told, page);
    RunSection.write(judged, run, page);
    page.close().line();
    page.open("script", "type", "application/json", "id", "data");
    page.trusted(TimelineJson.of(history, clock, selection, violations, witness(), characters));
    page.close().line();
    return Frame.end(page, run, script);
  }

  private void headline(Markup page) {
    History history = judged.history();
    page.open("div", "class", "headline " + judged.verdict().word());
    page.open("h1");
    Frame.badge(page, judged.verdict());
    page.text(" " + verdict()).close();
    page.open("p", "class", "counts");
    page.text(Prose.count(history.size(), "operation"));
    page.text(
        " · " + Prose.count(history.processCount(), "process").replace("processs", "processes"));
    if (history.keyCount() > 0) {
      page.text(" · " + Prose.count(history.keyCount(), "key"));
    }
    if (clock.timed()) {
      page.text(" · " + Prose.nanos((double) clock.span()));
    }
    page.text(" · " + history.origin().format());
    if (!history.warnings().isEmpty()) {
      page.text(" · ").open("a", "href", "#warnings");
      page.text(Prose.count(history.warnings().size(), "warning")).close();
    }
    page.close().close().line();
  }

  private String verdict() {
    return switch (judged.verdict()) {
      case VIOLATED ->
          "not "
              + told.stream()
                  .map(t -> t.check().consistency())
                  .distinct()
                  .limit(3)
                  .reduce((a, b) -> a + ", not " + b)
                  .orElse("");
      case CONSISTENT ->
          String.join(
              ", ",
              judged.strongest().isEmpty()
                  ? judged.checks().stream().map(CheckResult::consistency).limit(3).toList()
                  : judged.strongest().stream().limit(3).toList());
      case UNDECIDED -> "nobody knows yet";
    };
  }

  private void words(Markup page, List<Told> shown, int characters) {
    if (told.size() > 1) {
      page.open("div", "class", "pager");
      page.element(
          "button", "‹", "type", "button", "id", "before", "aria-label", "previous violation (p)");
      page.element(
          "span", Prose.count(told.size(), "violation"), "id", "which", "aria-live", "polite");
      page.element(
          "button", "›", "type", "button", "id", "next", "aria-label", "next violation (n)");
      page.close().line();
    }
    ViolationCard card = new ViolationCard(page, characters, judged.history().size());
    for (int i = 0; i < shown.size(); i++) {
      card.write(shown.get(i), i);
    }
    if (told.size() > shown.size()) {
      page.element(
          "p",
          Prose.count(told.size() - shown.size(), "more violation")
              + " not shown here; --output json lists them all.",
          "class",
          "note");
    }
    if (told.isEmpty()) {
      quiet(page);
    }
  }

  /** What there is to say where nothing is violated. */
  private void quiet(Markup page) {
    page.open("article", "class", "card");
    for (CheckResult check : judged.checks()) {
      if (check.verdict() instanceof Verdict.Undecided undecided) {
        Cause cause = undecided.cause();
        page.element("h2", check.consistency() + " is undecided");
        page.element(
            "p", Printable.clip(Prose.sentence(cause.message()), 1000), "class", "summary");
      }
    }
    if (judged.verdict() == Judgement.CONSISTENT) {
      page.element("h2", "Nothing contradicts it");
      page.element(
          "p",
          "Every operation can be explained. What was checked: "
              + String.join(", ", judged.checks().stream().map(CheckResult::consistency).toList())
              + ". That is said of this recording, not of the store.",
          "class",
          "summary");
      page.element(
          "p",
          witness().isPresent()
              ? "The line through the timeline is an order of the operations that explains what each answered."
              : "The check that decided it makes no order to be drawn.");
    }
    page.close().line();
  }

  private Optional<Witness> witness() {
    return judged.checks().stream()
        .filter(check -> check.verdict() instanceof Verdict.Consistent)
        .map(check -> ((Verdict.Consistent) check.verdict()).witness())
        .flatMap(Optional::stream)
        .findFirst();
  }
}

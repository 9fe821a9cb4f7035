package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minos.history.Event;
import minos.history.History;
import minos.report.figure.ClockPlot;
import minos.report.figure.Figure;
import minos.report.figure.FreshnessPlot;
import minos.report.figure.TimePlots;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.report.timeline.Clock;
import minos.report.timeline.Disturbance;
import minos.staleness.Percentile;
import minos.staleness.Rate;
import minos.staleness.StalenessReport;

/** Plots over the time of a history, and how stale its reads were. */
final class PlotsSection {
  private static final int MOST_NAMED = 8;

  private PlotsSection() {}

  static void times(History history, Clock clock, Markup page) {
    page.open("section", "aria-labelledby", "times").element("h2", "Over time", "id", "times");
    if (!clock.timed()) {
      page.element("p", "The history does not tell when its operations began and ended.").close();
      return;
    }
    TimePlots plots = new TimePlots(history, clock);
    page.open("div", "class", "plots");
    List<Figure> latency = plots.latency();
    latency.forEach(figure -> figure("Latency", figure, page));
    figure("Operations a second", plots.rate(), page);
    figure("Open operations", plots.open(), page);
    ClockPlot.of(history, clock).ifPresent(figure -> figure("Clock offsets", figure, page));
    page.close();
    List<String> disturbed =
        Disturbance.of(history, clock).stream()
            .filter(disturbance -> disturbance.from() != Event.ABSENT)
            .map(Disturbance::name)
            .distinct()
            .limit(MOST_NAMED)
            .toList();
    if (!disturbed.isEmpty()) {
      page.element(
          "p",
          Printable.clip("Shaded is when a fault was on: " + String.join(", ", disturbed), 400)
              + ".",
          "class",
          "note");
    }
    page.close().line();
  }

  static void staleness(StalenessReport report, Markup page) {
    page.open("section", "aria-labelledby", "staleness");
    page.element("h2", "Staleness of reads", "id", "staleness").open("div", "class", "plots");
    page.open("div").open("table").open("tbody");
    row("Reads that succeeded", String.format(Locale.ROOT, "%,d", report.reads()), page);
    row("Stale", rate(report.stale()), page);
    row("Went back to an older version", rate(report.nonMonotonic()), page);
    row("Most newer versions", String.format(Locale.ROOT, "%,d", report.mostVersions()), page);
    row("Replaced for at most", Prose.duration(report.longest()), page);
    for (Percentile percentile : report.millis()) {
      row(
          String.format(Locale.ROOT, "Age, %.1f %% up to", percentile.share() * 100),
          Prose.nanos(percentile.value() * 1e6),
          page);
    }
    row("2-atomic", report.twoAtomic().word(), page);
    page.close().close();
    page.open("ul", "class", "notes");
    List<String> assumptions = new ArrayList<>(report.assumptions());
    assumptions.add("Intervals are of 95 % confidence.");
    assumptions.forEach(assumption -> page.element("li", assumption));
    page.close().close();
    if (report.freshness().size() > 1) {
      figure(
          "Fresh reads by time since the last write", FreshnessPlot.of(report.freshness()), page);
    }
    page.close().close().line();
  }

  private static void row(String name, String value, Markup page) {
    page.open("tr")
        .element("th", name, "scope", "row")
        .element("td", value, "class", "number")
        .close();
  }

  private static String rate(Rate rate) {
    return rate.trials() == 0
        ? "no case"
        : String.format(
            Locale.ROOT,
            "%.3g %% (%.3g to %.3g %%)",
            rate.value() * 100,
            rate.lower() * 100,
            rate.upper() * 100);
  }

  private static void figure(String caption, Figure figure, Markup page) {
    page.open("figure").element("figcaption", caption).trusted(figure.inline());
    page.element("p", figure.title() + ".", "class", "said").close();
  }
}

package minos.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import minos.report.figure.TrendPlot;
import minos.report.markup.Markup;
import minos.report.markup.Prose;
import minos.staleness.Rate;
import minos.verdict.Judgement;

/** A page about many runs of the same kind: their verdicts and measures, night by night. */
public final class TrendPage {
  private TrendPage() {}

  /**
   * A run.
   *
   * @param name where it is recorded
   * @param started when it began
   * @param verdict how it was judged
   * @param operations how many requests there were
   * @param bad the share of stale reads, or of violations
   * @param staleMillis how old 99 % of the reads were at most
   * @param p50 how long half of the answers took at most, in milliseconds
   * @param p99 99 % of them
   */
  public record Night(
      String name,
      String started,
      Judgement verdict,
      long operations,
      Rate bad,
      OptionalDouble staleMillis,
      double p50,
      double p99) {}

  /**
   * Runs that can be compared.
   *
   * @param name what they have in common
   * @param nights the oldest first
   * @param worse in which ways the newest is worse than those before
   * @param changes when which measure changed its level
   */
  public record Series(String name, List<Night> nights, List<String> worse, List<String> changes) {
    /** Copies the lists. */
    public Series {
      nights = List.copyOf(nights);
      worse = List.copyOf(worse);
      changes = List.copyOf(changes);
    }
  }

  /** The page. */
  public static String of(List<Series> all, String version) {
    Markup page = Frame.begin("Night by night", "");
    for (Series series : all) {
      one(series, page);
    }
    return Frame.end(page, new RunFacts(version, List.of(), Optional.empty()), "");
  }

  private static void one(Series series, Markup page) {
    Night newest = series.nights().get(series.nights().size() - 1);
    page.open("div", "class", "headline " + newest.verdict().word()).open("h1");
    Frame.badge(page, newest.verdict());
    page.text(" " + series.name()).close();
    page.element(
        "p",
        series.worse().isEmpty()
            ? "The newest of " + series.nights().size() + " nights is not worse than those before."
            : "The newest of " + series.nights().size() + " nights is worse than those before:");
    items(series.worse(), page);
    page.close().line();
    if (!series.changes().isEmpty()) {
      page.open("section").element("h2", "What changed");
      items(series.changes(), page);
      page.close().line();
    }
    page.open("section").element("h2", "Measures").open("div", "class", "plots");
    page.open("figure").element("figcaption", "Stale reads, or violations");
    page.trusted(
        TrendPlot.of(
                "The share that was bad, with 95 % confidence, night by night",
                values(series, TrendPage::share),
                values(series, night -> night.bad().lower()),
                values(series, night -> night.bad().upper()),
                value -> String.format(Locale.ROOT, "%.2g %%", value * 100))
            .inline());
    page.close();
    plot("Half of the answers took up to", series, Night::p50, TrendPage::millis, page);
    plot("99 % of the answers took up to", series, Night::p99, TrendPage::millis, page);
    if (series.nights().stream().anyMatch(night -> night.staleMillis().isPresent())) {
      plot(
          "99 % of the reads were at most so old",
          series, night -> night.staleMillis().orElse(Double.NaN), TrendPage::millis, page);
    }
    page.close().close().line();
    table(series, page);
  }

  private static void plot(
      String title,
      Series series,
      ToDoubleFunction<Night> measure,
      DoubleFunction<String> text,
      Markup page) {
    page.open("figure").element("figcaption", title);
    page.trusted(
        TrendPlot.of(
                title + ", night by night", values(series, measure), List.of(), List.of(), text)
            .inline());
    page.close();
  }

  private static List<Double> values(Series series, ToDoubleFunction<Night> measure) {
    return series.nights().stream().map(measure::applyAsDouble).toList();
  }

  private static double share(Night night) {
    return night.bad().trials() == 0 ? Double.NaN : night.bad().value();
  }

  private static String millis(double millis) {
    return Prose.nanos(millis * 1e6);
  }

  private static void items(List<String> items, Markup page) {
    if (!items.isEmpty()) {
      page.open("ul", "class", "notes");
      items.forEach(item -> page.element("li", item));
      page.close();
    }
  }

  private static void table(Series series, Markup page) {
    page.open("section").element("h2", "Nights").open("div", "class", "scroll").open("table");
    page.open("thead").open("tr");
    for (String head :
        new String[] {"Night", "Run", "Verdict", "Operations", "Bad", "p50", "p99", "Age, p99"}) {
      page.element("th", head, "scope", "col");
    }
    page.close().close().open("tbody");
    for (Night night : series.nights()) {
      page.open("tr").element("th", night.started(), "scope", "row").element("td", night.name());
      page.open("td");
      Frame.badge(page, night.verdict());
      page.close();
      number(String.format(Locale.ROOT, "%,d", night.operations()), page);
      number(
          String.format(
              Locale.ROOT,
              "%,d of %,d (%.2g to %.2g %%)",
              night.bad().hits(),
              night.bad().trials(),
              night.bad().lower() * 100,
              night.bad().upper() * 100),
          page);
      number(millis(night.p50()), page);
      number(millis(night.p99()), page);
      number(
          night.staleMillis().isPresent() ? millis(night.staleMillis().getAsDouble()) : "", page);
      page.close();
    }
    page.close().close().close().close().line();
  }

  private static void number(String text, Markup page) {
    page.element("td", text, "class", "number");
  }
}

package minos.cli.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import minos.staleness.Freshness;
import minos.staleness.Percentile;
import minos.staleness.Rate;
import minos.staleness.StalenessReport;

/** How stale reads were, for a person. */
final class StalenessText {
  private static final double NANOS_A_MILLI = 1e6;

  private final StalenessReport report;

  StalenessText(StalenessReport report) {
    this.report = report;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "reads     ", Words.count(report.reads(), "read") + unexplained());
    add(lines, "stale     ", rate(report.stale()) + ", at most " + versions(report.mostVersions()));
    add(lines, "versions  ", percentiles(report.versions(), ""));
    add(lines, "time      ", percentiles(report.millis(), " ms"));
    add(lines, "went back ", rate(report.nonMonotonic()));
    add(lines, "gamma     ", gamma());
    add(lines, "2-atomic  ", report.twoAtomic().word());
    for (Freshness bin : report.freshness()) {
      add(
          lines,
          "fresh     ",
          "from " + millis(bin.from()) + " to " + millis(bin.to()) + ": " + rate(bin.fresh()));
    }
    report.assumptions().forEach(assumption -> add(lines, "assumed   ", assumption));
    return lines;
  }

  private static void add(List<String> lines, String head, String text) {
    if (!text.isEmpty()) {
      lines.addAll(Words.wrap("    " + head, text));
    }
  }

  private String unexplained() {
    return report.unexplained() == 0
        ? ""
        : ", " + report.unexplained() + " of them of values that nobody wrote";
  }

  private static String versions(int versions) {
    return Words.count(versions, "version") + " behind";
  }

  private String gamma() {
    if (report.gamma().conflicts() == 0) {
      return "";
    }
    String width =
        report.gamma().nanos().isPresent()
            ? number(report.gamma().nanos().getAsLong() / NANOS_A_MILLI) + " ms"
            : "the history tells no times";
    return width + ", " + Words.count(report.gamma().conflicts(), "conflict");
  }

  private static String rate(Rate rate) {
    if (rate.trials() == 0) {
      return "nothing to count";
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d, %s %% (%s to %s %% at %s %% confidence)",
        rate.hits(),
        rate.trials(),
        number(100 * rate.value()),
        number(100 * rate.lower()),
        number(100 * rate.upper()),
        number(100 * rate.confidence()));
  }

  private static String percentiles(List<Percentile> percentiles, String unit) {
    return percentiles.stream()
        .map(p -> "p" + number(100 * p.share()) + " " + number(p.value()) + unit)
        .collect(Collectors.joining(", "));
  }

  private static String millis(Duration duration) {
    return number(duration.toNanos() / NANOS_A_MILLI) + " ms";
  }

  /** Four significant digits at most, without trailing zeros. */
  private static String number(double value) {
    java.math.BigDecimal rounded =
        new java.math.BigDecimal(value).round(new java.math.MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString();
  }
}

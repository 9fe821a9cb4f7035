package minos.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.History;
import minos.history.Outcome;
import minos.report.markup.Prose;
import minos.report.timeline.Clock;
import minos.report.timeline.Disturbance;
import minos.report.timeline.Stretch;

/**
 * Latency, rate and open operations over the time of a history, with the times shaded in which a
 * nemesis was at work. For histories whose operations tell their times.
 *
 * <p>Takes time linear in the history, beside the sorting of latencies, and memory for the
 * latencies.
 */
public final class TimePlots {
  private static final int BINS = 80;
  private static final int MOST_POINTS = 900;

  private final History history;
  private final Clock clock;
  private final Stretch stretch;
  private final List<Disturbance> disturbances;

  /** Plots of a history. */
  public TimePlots(History history, Clock clock) {
    this.history = history;
    this.clock = clock;
    this.stretch = Stretch.of(history, clock);
    this.disturbances =
        Disturbance.of(history, clock).stream()
            .filter(d -> d.from() != Event.ABSENT && stretch.contains(d.from()))
            .toList();
  }

  /**
   * How long operations took, those of each outcome as points (a sample of them if they are many),
   * and percentiles of each part of the time as lines.
   */
  public List<Figure> latency() {
    double[] began = new double[history.size()];
    double[] took = new double[history.size()];
    int count = 0;
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < history.size(); i++) {
      if (clock.ended(i) >= clock.began(i) && stretch.contains(clock.began(i))) {
        began[count] = clock.began(i);
        took[count] = Math.max(1, clock.ended(i) - clock.began(i));
        least = Math.min(least, took[count]);
        most = Math.max(most, took[count]);
        count++;
      }
    }
    if (count == 0) {
      return List.of();
    }
    Plot plot = Plot.logarithmic((double) stretch.span(), least, most);
    shade(plot).axes(Prose::nanos, Prose::nanos);
    for (Outcome outcome : Outcome.values()) {
      points(plot, outcome);
    }
    double[] sorted = Arrays.copyOf(took, count);
    Arrays.sort(sorted);
    percentiles(plot, began, took, count);
    return List.of(
        plot.figure(
            "Latency over time. Half of the operations took up to "
                + Prose.nanos(sorted[(count - 1) / 2])
                + ", 99 % up to "
                + Prose.nanos(sorted[(int) Math.ceil(0.99 * count) - 1])
                + ", the longest "
                + Prose.nanos(most)
                + leftOut()));
  }

  private void points(Plot plot, Outcome outcome) {
    int all = 0;
    for (int i = 0; i < history.size(); i++) {
      all += ended(i, outcome) ? 1 : 0;
    }
    int every = (all + MOST_POINTS - 1) / MOST_POINTS;
    double[] xs = new double[MOST_POINTS + 1];
    double[] ys = new double[MOST_POINTS + 1];
    int seen = 0;
    int count = 0;
    for (int i = 0; i < history.size(); i++) {
      if (ended(i, outcome) && seen++ % every == 0) {
        xs[count] = clock.began(i);
        ys[count++] = Math.max(1, clock.ended(i) - clock.began(i));
      }
    }
    plot.points(outcome.word(), outcome.word(), xs, ys, count);
  }

  private boolean ended(int operation, Outcome outcome) {
    return history.outcome(operation) == outcome
        && clock.ended(operation) >= clock.began(operation)
        && stretch.contains(clock.began(operation));
  }

  private void percentiles(Plot plot, double[] began, double[] took, int count) {
    int bins = Math.max(1, Math.min(BINS, count / 20));
    List<List<Double>> parts = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < count; i++) {
      parts.get(Math.min(bins - 1, (int) (began[i] / (stretch.span() + 1.0) * bins))).add(took[i]);
    }
    double[] xs = new double[bins];
    double[] half = new double[bins];
    double[] high = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      List<Double> part = parts.get(bin);
      part.sort(null);
      xs[bin] = (bin + 0.5) / bins * stretch.span();
      half[bin] = part.isEmpty() ? Double.NaN : part.get((part.size() - 1) / 2);
      high[bin] = part.isEmpty() ? Double.NaN : part.get((int) Math.ceil(0.99 * part.size()) - 1);
    }
    if (bins > 1) {
      plot.line("first", "median", xs, half).line("second", "99th percentile", xs, high);
    }
  }

  /** How many operations ended in each part of the time, by outcome. */
  public Figure rate() {
    int bins = Math.max(1, Math.min(BINS, history.size() / 4));
    Map<Outcome, double[]> ended = new EnumMap<>(Outcome.class);
    double[] xs = new double[bins];
    double seconds = stretch.span() / 1e9 / bins;
    double[] total = new double[bins];
    double most = 0;
    double mostInAll = 0;
    int drawn = 0;
    for (int i = 0; i < history.size(); i++) {
      long at = Math.max(clock.ended(i), clock.began(i));
      if (!stretch.contains(at)) {
        continue;
      }
      drawn++;
      int bin = (int) Math.min(bins - 1.0, Math.max(0, at / (stretch.span() + 1.0) * bins));
      double[] counts = ended.computeIfAbsent(history.outcome(i), outcome -> new double[bins]);
      counts[bin] += 1 / seconds;
      total[bin] += 1 / seconds;
      most = Math.max(most, counts[bin]);
      mostInAll = Math.max(mostInAll, total[bin]);
    }
    for (int bin = 0; bin < bins; bin++) {
      xs[bin] = (bin + 0.5) / bins * stretch.span();
    }
    Plot plot = Plot.linear(0, (double) stretch.span(), most * 1.05);
    shade(plot).axes(Prose::nanos, value -> Prose.number(value));
    ended.forEach((outcome, counts) -> plot.line(outcome.word(), outcome.word(), xs, counts));
    return plot.figure(
        "Operations a second by outcome; of all together "
            + Prose.number(drawn / (stretch.span() / 1e9))
            + " on average, up to "
            + Prose.number(mostInAll)
            + leftOut());
  }

  /** How many operations were open in each part of the time at once. */
  public Figure open() {
    int bins = 2 * BINS;
    double[] known = new double[bins];
    double[] all = new double[bins];
    int open = 0;
    int never = 0;
    int most = 0;
    byte[] what = new byte[history.eventCount()];
    int[] who = new int[history.eventCount()];
    for (int i = 0; i < history.size(); i++) {
      boolean ends = history.completed(i) != History.NEVER;
      what[history.invoked(i)] = (byte) (ends ? 1 : 2);
      who[history.invoked(i)] = i;
      if (ends) {
        what[history.completed(i)] = -1;
        who[history.completed(i)] = i;
      }
    }
    int before = -1;
    for (int position = 0; position < what.length; position++) {
      if (what[position] == 0) {
        continue;
      }
      int operation = who[position];
      long at = what[position] < 0 ? clock.ended(operation) : clock.began(operation);
      if (!stretch.contains(at)) {
        break;
      }
      int bin = (int) Math.min(bins - 1.0, Math.max(0, at / (stretch.span() + 1.0) * bins));
      for (int quiet = before + 1; quiet <= bin; quiet++) {
        known[quiet] = open;
        all[quiet] = open + never;
      }
      before = Math.max(before, bin);
      open += what[position] == 1 ? 1 : what[position] == -1 ? -1 : 0;
      never += what[position] == 2 ? 1 : 0;
      known[bin] = Math.max(known[bin], open);
      all[bin] = Math.max(all[bin], open + never);
      most = Math.max(most, open);
    }
    double[] xs = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      xs[bin] = (bin + 0.5) / bins * stretch.span();
    }
    Plot plot = Plot.linear(0, (double) stretch.span(), Math.max(1, most + never) * 1.1);
    shade(plot).axes(Prose::nanos, Prose::number);
    if (never > 0) {
      plot.line("info", "with those of unknown outcome", xs, all);
    }
    plot.line("first", "open and known to end", xs, known);
    return plot.figure(
        "Operations open at once, over time; at most " + Prose.number(most) + leftOut());
  }

  private String leftOut() {
    return stretch.after() == 0
        ? ""
        : ". Not drawn: "
            + Prose.number(stretch.after())
            + " operations after "
            + Prose.nanos((double) stretch.silence())
            + " of silence";
  }

  /** Shades when a nemesis was at work. */
  private Plot shade(Plot plot) {
    for (Disturbance disturbance : disturbances) {
      double to =
          disturbance.to() == Event.ABSENT
              ? stretch.span()
              : Math.min(stretch.span(), disturbance.to());
      plot.shade(
          (double) disturbance.from(),
          to,
          disturbance.name()
              + ", "
              + Prose.nanos((double) disturbance.from())
              + " to "
              + Prose.nanos(to));
    }
    return plot;
  }
}

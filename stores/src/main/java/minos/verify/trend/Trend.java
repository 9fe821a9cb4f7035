package minos.verify.trend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import minos.verdict.Judgement;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * The nights of one store and workload, in their order, and what stands out.
 *
 * <p>The newest is worse than its past if its verdict is more serious than that of most earlier
 * nights; or if it has more stale reads (or violations) than chance explains, by Fisher's exact
 * test against all earlier nights together, one-sided, at 1 %; or if 99 % of its answers took half
 * as long again as on the slowest of at least five earlier nights.
 *
 * @param series what the nights have in common
 * @param nights the oldest first
 * @param worse in which ways the newest is worse than those before; empty if in none
 * @param changes when which measure changed its level
 */
public record Trend(String series, List<Night> nights, List<String> worse, List<String> changes) {
  private static final double SIGNIFICANT = 0.01;
  private static final int ENOUGH = 5;
  private static final double SLOWER = 1.5;

  /** Copies the lists. */
  public Trend {
    nights = List.copyOf(nights);
    worse = List.copyOf(worse);
    changes = List.copyOf(changes);
  }

  /** The trends of some nights, one of each series. */
  public static List<Trend> of(List<Night> all) {
    Map<String, List<Night>> series = new TreeMap<>();
    all.stream()
        .sorted(Comparator.comparing(Night::started))
        .forEach(
            night -> series.computeIfAbsent(night.series(), s -> new ArrayList<>()).add(night));
    List<Trend> trends = new ArrayList<>();
    series.forEach(
        (name, nights) -> trends.add(new Trend(name, nights, worse(nights), changes(nights))));
    return trends;
  }

  private static List<String> worse(List<Night> nights) {
    List<String> worse = new ArrayList<>();
    Night newest = nights.get(nights.size() - 1);
    List<Night> past = nights.subList(0, nights.size() - 1);
    if (past.isEmpty()) {
      return worse;
    }
    Judgement usual = usual(past);
    if (usual.and(newest.verdict()) != usual) {
      worse.add("it is " + newest.verdict().word() + "; most nights were " + usual.word());
    }
    long hits = past.stream().mapToLong(night -> night.bad().hits()).sum();
    long trials = past.stream().mapToLong(night -> night.bad().trials()).sum();
    double chance = chance(newest.bad().hits(), newest.bad().trials(), hits, trials);
    if (chance < SIGNIFICANT) {
      worse.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d were bad, before that %,d of %,d: chance explains so many with probability %.2g",
              newest.bad().hits(),
              newest.bad().trials(),
              hits,
              trials,
              chance));
    }
    double slowest = past.stream().mapToDouble(Night::p99).max().orElse(0);
    if (past.size() >= ENOUGH && newest.p99() > SLOWER * slowest) {
      worse.add(
          String.format(
              Locale.ROOT,
              "99 %% of the answers took up to %.1f ms, on the slowest of %d nights before %.1f ms",
              newest.p99(),
              past.size(),
              slowest));
    }
    return worse;
  }

  /** The middle one of the verdicts, by how serious they are. */
  private static Judgement usual(List<Night> past) {
    List<Judgement> sorted =
        past.stream().map(Night::verdict).sorted(Comparator.comparing(Trend::seriousness)).toList();
    return sorted.get(sorted.size() / 2);
  }

  private static int seriousness(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> 0;
      case UNDECIDED -> 1;
      case VIOLATED -> 2;
    };
  }

  /** How likely that many or more of all hits fall to the newest, if they fall anywhere. */
  private static double chance(long hits, long trials, long pastHits, long pastTrials) {
    long all = trials + pastTrials;
    if (hits == 0 || all > Integer.MAX_VALUE) {
      return 1;
    }
    return new HypergeometricDistribution(null, (int) all, (int) (hits + pastHits), (int) trials)
        .upperCumulativeProbability((int) hits);
  }

  private static List<String> changes(List<Night> nights) {
    List<String> changes = new ArrayList<>();
    change("half of the answers", "ms", nights, Night::p50, changes);
    change("99 % of the answers", "ms", nights, Night::p99, changes);
    change("bad", "%", nights, n -> n.bad().trials() == 0 ? 0 : 100 * n.bad().value(), changes);
    change("age of 99 % of the reads", "ms", nights, n -> n.staleMillis().orElse(0), changes);
    change("not answered as hoped", "%", nights, n -> 100 * n.unanswered(), changes);
    return changes;
  }

  private static void change(
      String what,
      String unit,
      List<Night> nights,
      ToDoubleFunction<Night> measure,
      List<String> changes) {
    Shift.of(nights.stream().mapToDouble(measure).toArray())
        .ifPresent(
            shift ->
                changes.add(
                    String.format(
                        Locale.ROOT,
                        "%s: %.3g %s until then, %.3g %s since %s (by chance with probability %.2g)",
                        what,
                        shift.before(),
                        unit,
                        shift.after(),
                        unit,
                        nights.get(shift.at()).started(),
                        shift.probability())));
  }
}

package minos.simulation.published;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.simulation.LatencyProfile;
import minos.simulation.Simulation;
import minos.simulation.SimulationOptions;
import minos.simulation.StoreKind;
import minos.value.Value;

/**
 * What others saw of stores from outside, and what simulated stores with fitted profiles show in
 * the same way: in the history of their clients.
 */
final class ObservedStores {
  private static final double MILLI = 1e6;
  private static final double POINTS = 0.015;

  private ObservedStores() {}

  /** Reads of one key by age of its last write, as Wada et al. measured Amazon SimpleDB in 2011. */
  static List<Figure> simpleDb(long seed) {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.EVENTUAL)
            .seed(seed)
            .latency(LatencyProfile.SIMPLEDB)
            .keys(1)
            .clients(4)
            .rate(40)
            .readRatio(0.99)
            .operations(400_000)
            .reads(OptionalInt.of(1))
            .writes(OptionalInt.of(1))
            .finalReads(false)
            .build();
    Ages ages = new Ages(Simulation.record(options).history(), options.clients());
    String wada = "Wada 2011";
    String simpleDb = "SimpleDB, eventual reads";
    return List.of(
        Figure.within(wada, simpleDb, "fresh in [0, 450) ms", 0.3340, ages.fresh(0, 450), POINTS),
        Figure.within(wada, simpleDb, "fresh at 507 ms", 0.98, ages.fresh(502, 512), POINTS),
        Figure.within(
            wada, simpleDb, "fresh in [500, 1000) ms", 0.9978, ages.fresh(500, 1000), POINTS / 3),
        Figure.within(
            wada, simpleDb, "pairs of reads going back", 0.2336, ages.goingBack(), POINTS));
  }

  /** Reads with the time since the last write, of which there was none for long before. */
  private static final class Ages {
    private static final double LONG = 1500;

    private record Read(double age, boolean fresh) {}

    private final List<Read> reads = new ArrayList<>();
    private long pairs;
    private long back;

    Ages(History history, int clients) {
      Value current = null;
      double written = Double.NEGATIVE_INFINITY;
      double before = Double.NEGATIVE_INFINITY;
      Read[] last = new Read[clients];
      for (int i = 0; i < history.size(); i++) {
        Operation operation = history.operation(i);
        if (operation.outcome() != Outcome.OK) {
          continue;
        }
        boolean isRead = operation.f().equals("read");
        if (!isRead) {
          before = written;
          written = operation.completeTime().orElseThrow() / MILLI;
          current = operation.value();
          java.util.Arrays.fill(last, null);
          continue;
        }
        double age = operation.invokeTime().orElseThrow() / MILLI - written;
        if (current == null || age < 0 || written - before < LONG) {
          continue;
        }
        Read read = new Read(age, operation.value().equals(current));
        reads.add(read);
        int client = Integer.parseInt(operation.process().toString()) % clients;
        Read previous = last[client];
        if (previous != null && age < 450) {
          pairs++;
          back += previous.fresh() && !read.fresh() ? 1 : 0;
        }
        last[client] = read;
      }
    }

    double fresh(double from, double to) {
      long all = reads.stream().filter(read -> read.age() >= from && read.age() < to).count();
      long fresh =
          reads.stream()
              .filter(read -> read.age() >= from && read.age() < to && read.fresh())
              .count();
      return (double) fresh / all;
    }

    double goingBack() {
      return (double) back / pairs;
    }
  }

  /** Reads in one region right after writes in another, per thousand: S3 in 2014. */
  static List<Figure> s3AcrossRegions(long seed) {
    List<Figure> figures = new ArrayList<>();
    for (CrossRegion.Change change : CrossRegion.Change.values()) {
      figures.add(
          Figure.within(
              "S3 2014",
              "across regions, " + change.words(),
              "stale of 1,000",
              change.published(),
              CrossRegion.staleOfThousand(change, seed),
              1.5));
    }
    return figures;
  }
}

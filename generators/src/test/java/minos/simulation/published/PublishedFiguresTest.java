package minos.simulation.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import minos.history.History;
import minos.history.Operation;
import minos.simulation.LatencyProfile;
import minos.simulation.Simulation;
import minos.simulation.SimulationOptions;
import minos.simulation.StoreKind;
import minos.value.Value;
import org.junit.jupiter.api.Test;

/** Fewer draws than the command takes, so percentiles of heavy tails may be off by 20 % more. */
final class PublishedFiguresTest {
  private static final double SAMPLING = 0.20;

  @Test
  void theTablesOfProbabilisticallyBoundedStalenessComeOut() {
    List<Figure> figures = QuorumStaleness.figures(100_000, 1);

    assertThat(figures).hasSize(4 * 19 + 1 + 2 + 4);
    assertThat(figures.stream().filter(figure -> !nearEnough(figure))).isEmpty();
    assertThat(figures.stream().filter(figure -> !figure.agrees()).count()).isLessThan(10);
  }

  private static boolean nearEnough(Figure figure) {
    double most = figure.relative() ? (figure.tolerance() + SAMPLING) * figure.published() : 0.01;
    return Math.abs(figure.ours() - figure.published()) <= most + 1e-9;
  }

  @Test
  void simpleDbLooksAsItDid() {
    assertThat(ObservedStores.simpleDb(1))
        .hasSize(4)
        .allSatisfy(f -> assertThat(f.agrees()).as(f.toString()).isTrue());
  }

  @Test
  void s3AcrossRegionsLooksAsItDid() {
    assertThat(ObservedStores.s3AcrossRegions(1))
        .hasSize(4)
        .allSatisfy(f -> assertThat(f.agrees()).as(f.toString()).isTrue());
  }

  /** The model that is drawn, and the simulated store with its messages, are the same. */
  @Test
  void theSimulatedQuorumIsAsFreshAsTheModelSays() {
    LatencyProfile profile = LatencyProfile.LNKD_DISK;
    double model = new Wars(profile, 3, 100_000, 1).answers(new int[][] {{1, 1}})[0].fresh(10);
    SimulationOptions options =
        SimulationOptions.of(StoreKind.CASSANDRA)
            .latency(profile)
            .reads(OptionalInt.of(1))
            .writes(OptionalInt.of(1))
            .keys(1)
            .clients(20)
            .rate(30)
            .readRatio(0.5)
            .operations(100_000)
            .finalReads(false)
            .build();

    double simulated = freshAround(Simulation.record(options).history(), 8, 12);

    assertThat(simulated).isBetween(model - 0.02, model + 0.02);
  }

  /**
   * The share of reads, begun so many milliseconds after the last write had ended, that returned
   * it. Only the first read after each write counts, as reads repair what they find.
   */
  private static double freshAround(History history, double from, double to) {
    Value current = null;
    double written = Double.NEGATIVE_INFINITY;
    int fresh = 0;
    int all = 0;
    for (int i = 0; i < history.size(); i++) {
      Operation operation = history.operation(i);
      double invoked = operation.invokeTime().orElseThrow() / 1e6;
      if (operation.f().equals("write")) {
        boolean overlaps = invoked < written;
        written = operation.completeTime().orElseThrow() / 1e6;
        current = overlaps ? null : operation.value();
        continue;
      }
      double age = invoked - written;
      if (current != null && age >= from && age < to) {
        all++;
        fresh += operation.value().equals(current) ? 1 : 0;
      }
      current = null;
    }
    assertThat(all).isGreaterThan(1000);
    return (double) fresh / all;
  }
}

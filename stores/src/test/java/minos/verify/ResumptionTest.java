package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import minos.recorder.Flush;
import minos.recorder.Past;
import minos.recorder.Recorder;
import minos.store.Charge;
import minos.store.MemoryStore;
import minos.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is broken off goes on with what it has spent. */
final class ResumptionTest {
  private static final Prices PRICES = new Prices("2025-01-01", Map.of("request", 0.001));

  private final Store store = new MemoryStore(request -> new Charge("request", 2));

  @TempDir private Path directory;

  @Test
  void theAccountGoesOn() throws Exception {
    for (String workload : new String[] {"registers", "list", "transactions"}) {
      RunDirectory run = RunDirectory.create(directory.resolve(workload));
      Run.Tally first = begin(run, workload, 100);
      Past past = brokenOff(run);
      Resumption resumption = Resumption.of(past);

      assertThat(first.dollars()).as(workload).isPositive();
      assertThat(resumption.charges())
          .as(workload)
          .containsExactly(Map.entry("request", first.units().getOrDefault("request", 0.0)));
      try (Recorder recorder = run.goOn(past, Flush.EACH)) {
        Run on = Run.goingOn(resumption, store, recorder, PRICES);
        assertThat(on.tally().dollars()).isCloseTo(first.dollars(), within(1e-9));
      }
    }
  }

  @Test
  void theBudgetIsThatOfTheWholeRun() throws Exception {
    RunDirectory run = RunDirectory.create(directory.resolve("run"));
    // Each operation costs 0.002 dollars: of the 2 dollars, 0.2 are left.
    Settings settings = settings("registers", 900, 2.0);
    try (Recorder recorder = record(run, settings)) {
      new Run(settings, store, recorder, PRICES).execute();
    }
    Past past = brokenOff(run);
    Resumption resumption = Resumption.of(past);
    Resumption more =
        new Resumption(
            settings("registers", 5_000, 2.0),
            resumption.store(),
            resumption.role(),
            resumption.operations(),
            resumption.process(),
            resumption.id(),
            resumption.charges());

    try (Recorder recorder = run.goOn(past, Flush.EACH)) {
      Run on = Run.goingOn(more, store, recorder, PRICES);
      on.execute();

      assertThat(on.tally().operations()).isEqualTo(100);
      assertThat(on.tally().dollars()).isCloseTo(2.0, within(1e-6));
      assertThat(on.stopped()).isEqualTo("the budget of $2.00 is spent");
    }
  }

  private Run.Tally begin(RunDirectory directory, String workload, long operations)
      throws Exception {
    Settings settings = settings(workload, operations, 100);
    try (Recorder recorder = record(directory, settings)) {
      Run run = new Run(settings, store, recorder, PRICES);
      run.execute();
      return run.tally();
    }
  }

  /** Without its last line, which says that it is complete. */
  private static Past brokenOff(RunDirectory run) throws Exception {
    List<String> lines = Files.readAllLines(run.history());
    Files.write(run.history(), lines.subList(0, lines.size() - 1));
    return Past.read(run.history());
  }

  private Recorder record(RunDirectory directory, Settings settings) throws Exception {
    return directory.record(
        settings,
        store.description(),
        JudgedBy.of(store, settings.workload()),
        Role.ONLY,
        Flush.EACH);
  }

  private static Settings settings(String workload, long operations, double dollars) {
    return new Settings(
        Workloads.byName(workload).orElseThrow(),
        OptionalLong.of(operations),
        Optional.empty(),
        4,
        10,
        KeyChoice.UNIFORM,
        0.5,
        0.05,
        "strong",
        Routing.STICKY,
        OptionalDouble.empty(),
        OptionalDouble.of(dollars),
        1);
  }
}

package minos.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
  private record Planned(long time, int number) {}

  @Test
  void eventsHappenInTheOrderOfTimeThenOfPlanning() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Scheduler scheduler = new Scheduler();
      List<Planned> expected = new ArrayList<>();
      List<Planned> seen = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        Planned planned = new Planned(random.nextInt(50), i);
        expected.add(planned);
        scheduler.at(planned.time(), () -> seen.add(planned));
      }

      scheduler.run();

      expected.sort(Comparator.comparingLong(Planned::time).thenComparingInt(Planned::number));
      assertThat(seen).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void anEventCanPlanMore() {
    Scheduler scheduler = new Scheduler();
    List<Long> seen = new ArrayList<>();

    scheduler.at(5, () -> scheduler.after(3, () -> seen.add(scheduler.now())));
    scheduler.at(6, () -> scheduler.at(1, () -> seen.add(scheduler.now())));
    scheduler.run();

    assertThat(seen).containsExactly(6L, 8L);
  }
}

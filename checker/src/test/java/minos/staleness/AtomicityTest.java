package minos.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.history.History;
import minos.register.Accesses;
import minos.register.Drawing;
import minos.register.RandomRegisters;
import minos.register.RegisterHistory;
import minos.register.RegisterOptions;
import minos.register.World;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;

/** 2-atomicity and Gamma against brute force. */
final class AtomicityTest {
  private static final int SEEDS = Integer.getInteger("minos.seeds", 4000);

  private static RandomRegisters shape(long seed) {
    return new RandomRegisters(
        3 + (int) (seed % 6),
        2 + (int) (seed % 3),
        1,
        true,
        seed % 3 == 0 ? 0.2 : 0,
        0,
        false,
        false);
  }

  private static Zones zones(History history) {
    return new Zones(RegisterHistory.of(Accesses.of(history, RegisterOptions.DEFAULTS)));
  }

  @Test
  void twoAtomicityIsWhatTryingEveryOrderSays() {
    int violated = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      History history = shape(seed).of(seed);
      if (RegisterHistory.of(Accesses.of(history, RegisterOptions.DEFAULTS)).thinAirRead() >= 0) {
        continue;
      }
      boolean expected = World.any(history, RegisterOptions.DEFAULTS, world -> atomic(world, 2));
      violated += expected ? 0 : 1;
      assertThat(TwoAtomicity.decide(zones(history), Budget.unlimited()))
          .as("seed %s: %s", seed, RandomRegisters.describe(history))
          .isEqualTo(expected ? Judgement.CONSISTENT : Judgement.VIOLATED);
    }
    assertThat(violated).isBetween(SEEDS / 20, SEEDS * 19 / 20);
  }

  @Test
  void gammaIsPositiveIffNotLinearizable() {
    for (long seed = 0; seed < SEEDS; seed++) {
      History history = shape(seed).of(seed);
      if (RegisterHistory.of(Accesses.of(history, RegisterOptions.DEFAULTS)).thinAirRead() >= 0) {
        continue;
      }
      boolean linearizable =
          World.any(history, RegisterOptions.DEFAULTS, world -> atomic(world, 1));
      assertThat(Gamma.of(zones(history), Budget.unlimited()).conflicts() == 0)
          .as("seed %s: %s", seed, RandomRegisters.describe(history))
          .isEqualTo(linearizable);
    }
  }

  /** Whether some order contains real time and each read returns one of the last k writes. */
  private static boolean atomic(World world, int k) {
    int[] past = world.sessionPast();
    for (int b = 0; b < past.length; b++) {
      for (int a = 0; a < past.length; a++) {
        past[b] |= world.before(a, b) ? 1 << a : 0;
      }
    }
    return world.order(
        world.everything(),
        past,
        (placed, next) -> world.write(next) || among(world, placed, next, k));
  }

  private static boolean among(World world, List<Integer> placed, int read, int k) {
    List<Integer> versions = new ArrayList<>(List.of(World.INITIAL));
    for (int node : placed) {
      if (world.write(node) && world.sameKey(node, read)) {
        versions.add(node);
      }
    }
    return versions
        .subList(Math.max(0, versions.size() - k), versions.size())
        .contains(world.source[read]);
  }

  @Test
  void gammaIsTheTimeByWhichAReadIsStale() {
    History history =
        Drawing.of(
            "a |w x 1|    |w x 2|", //
            "b                      |r x 1|");

    Gamma gamma = Gamma.of(zones(history), Budget.unlimited());

    // From the end of the newer write, column 20, to the begin of the stale read, column 23.
    assertThat(gamma.nanos()).hasValue(3_000_000);
    assertThat(gamma.conflicts()).isOne();
    assertThat(gamma.worst()).hasSize(2);
  }
}

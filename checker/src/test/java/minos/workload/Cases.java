package minos.workload;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a test on many seeded cases; how many is set with {@code -Dminos.cases=10000}. */
final class Cases {
  private static final int COUNT = Integer.getInteger("minos.cases", 10_000);

  private Cases() {}

  static void forEachSeed(Consumer<Random> test) {
    for (int seed = 0; seed < COUNT; seed++) {
      try {
        test.accept(new Random(seed * 0x9E3779B97F4A7C15L));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}

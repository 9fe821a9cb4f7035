package minos.generate.synthetic;

import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Random numbers of a seed. The algorithm is Commons Math's and not the JDK's, so that a seed means
 * the same on every Java.
 */
final class Draw {
  private final RandomGenerator random;

  Draw(long seed) {
    random = new MersenneTwister(seed);
  }

  RandomGenerator generator() {
    return random;
  }

  /** A number from 0 to one less than the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(double probability) {
    // Drawn in any case: which operations come does not depend on whether a rate is zero.
    return random.nextDouble() < probability;
  }
}

package minos.verify;

import java.util.Locale;
import java.util.SplittableRandom;

/** Which of n keys is used next. */
public enum KeyChoice {
  /** Each as often as any other. */
  UNIFORM {
    @Override
    int next(SplittableRandom random, int keys) {
      return random.nextInt(keys);
    }
  },
  /** The first half of the time, the others share the rest. */
  HOT {
    @Override
    int next(SplittableRandom random, int keys) {
      return random.nextBoolean() ? 0 : random.nextInt(keys);
    }
  },
  /** The n-th with a share of about 1/n, as in most real traffic. */
  ZIPF {
    @Override
    int next(SplittableRandom random, int keys) {
      // The inverse of the continuous distribution with density 1/x on [1, keys + 1).
      return (int) Math.min(keys - 1, Math.exp(random.nextDouble() * Math.log(keys + 1.0)) - 1);
    }
  };

  abstract int next(SplittableRandom random, int keys);

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

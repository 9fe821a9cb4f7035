package minos.generate.synthetic;

import java.util.function.IntSupplier;
import org.apache.commons.math3.distribution.ZipfDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/** Which of the keys, numbered from 0, an operation is on. */
public sealed interface KeyDistribution {
  /** How many keys there are at any time, at least 1. */
  int keys();

  /** A source of keys that draws from the random generator. */
  IntSupplier sampler(RandomGenerator random);

  /**
   * Every key as often as any other.
   *
   * @param keys how many, at least 1
   */
  record Uniform(int keys) implements KeyDistribution {
    /** Checks the range. */
    public Uniform {
      atLeastOne(keys);
    }

    @Override
    public IntSupplier sampler(RandomGenerator random) {
      return () -> random.nextInt(keys);
    }
  }

  /**
   * The k-th key in proportion to {@code 1 / k^exponent}.
   *
   * @param keys how many, at least 1
   * @param exponent above 0; 1 is the usual skew
   */
  record Zipf(int keys, double exponent) implements KeyDistribution {
    /** Checks the ranges. */
    public Zipf {
      atLeastOne(keys);
      if (!(exponent > 0) || exponent > 100) {
        throw new IllegalArgumentException(
            "the exponent of a Zipf distribution is above 0 and at most 100, not " + exponent);
      }
    }

    @Override
    public IntSupplier sampler(RandomGenerator random) {
      ZipfDistribution zipf = new ZipfDistribution(random, keys, exponent);
      return () -> zipf.sample() - 1;
    }
  }

  /**
   * A share of the operations is on the first keys, the rest on the others; uniform within both.
   *
   * @param keys how many, at least 1
   * @param hot how many of them are hot, at least 1 and at most all
   * @param share the share of operations on the hot ones, from 0 to 1
   */
  record Hotspot(int keys, int hot, double share) implements KeyDistribution {
    /** Checks the ranges. */
    public Hotspot {
      atLeastOne(keys);
      if (hot < 1 || hot > keys) {
        throw new IllegalArgumentException(
            "of " + keys + " keys, 1 to " + keys + " can be hot, not " + hot);
      }
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "the share of operations on hot keys is from 0 to 1, not " + share);
      }
    }

    @Override
    public IntSupplier sampler(RandomGenerator random) {
      return () ->
          hot == keys || random.nextDouble() < share
              ? random.nextInt(hot)
              : hot + random.nextInt(keys - hot);
    }
  }

  private static void atLeastOne(int keys) {
    if (keys < 1) {
      throw new IllegalArgumentException("there is at least 1 key, not " + keys);
    }
  }
}

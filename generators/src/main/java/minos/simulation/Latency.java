package minos.simulation;

import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/** Delays of messages. */
@FunctionalInterface
public interface Latency {
  /** Nanoseconds of one millisecond. */
  double MILLI = 1e6;

  /** No delay. */
  Latency NONE = () -> 0;

  /** Draws a delay, in milliseconds. */
  double millis();

  /** Draws a delay, in nanoseconds, at least 1. */
  default long nanos() {
    return Math.max(1, (long) (millis() * MILLI));
  }

  /** Delays of a distribution over milliseconds; its negative values count as none. */
  static Latency of(RealDistribution distribution) {
    return () -> Math.max(0, distribution.sample());
  }

  /** Mostly one, at times another. */
  static Latency mixture(RandomGenerator random, double share, Latency mostly, Latency else_) {
    return () -> random.nextDouble() < share ? mostly.millis() : else_.millis();
  }

  /** Always the same. */
  static Latency constant(double millis) {
    return () -> millis;
  }
}

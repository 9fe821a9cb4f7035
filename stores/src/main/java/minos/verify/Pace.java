package minos.verify;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets no more requests through than a rate allows, and fewer while the store says that it has too
 * many: each refusal doubles the time between requests (from a millisecond to a second), each
 * answer takes a hundredth off it. Thread-safe.
 */
final class Pace {
  private static final long LEAST = 1_000_000;
  private static final long MOST = 1_000_000_000;

  private final long interval;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong penalty = new AtomicLong();

  Pace(OptionalDouble rate) {
    this.interval = rate.isPresent() ? (long) (1e9 / rate.getAsDouble()) : 0;
  }

  /** Waits for one's turn. */
  void await() {
    long gap = interval + penalty.get();
    if (gap == 0) {
      return;
    }
    long now = System.nanoTime();
    long turn = next.updateAndGet(previous -> Math.max(previous + gap, now - gap));
    for (long left = turn - now; left > 0; left = turn - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** The store answered. */
  void answered() {
    if (penalty.get() > 0) {
      penalty.updateAndGet(p -> p < LEAST ? 0 : p - p / 100 - 1);
    }
  }

  /** The store has too many requests. */
  void refused() {
    penalty.updateAndGet(p -> Math.min(MOST, Math.max(LEAST, 2 * p)));
  }

  /** What is waited between requests beyond the rate, in nanoseconds. */
  long penalty() {
    return penalty.get();
  }
}

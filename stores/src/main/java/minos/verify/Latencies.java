package minos.verify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets that are each at most 1/16 wide of what they hold. Thread-safe,
 * without locks; 8 KiB, however many are counted.
 */
final class Latencies {
  private static final int PARTS = 16;
  private static final int PART_BITS = 4;

  private final AtomicLongArray counts = new AtomicLongArray(64 * PARTS);

  void add(long nanos) {
    counts.incrementAndGet(bucket(Math.max(0, nanos)));
  }

  long count() {
    long sum = 0;
    for (int i = 0; i < counts.length(); i++) {
      sum += counts.get(i);
    }
    return sum;
  }

  /** The duration that this share of all is no longer than, rounded up; zero if there is none. */
  Duration percentile(double share) {
    long wanted = (long) Math.ceil(count() * share);
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= wanted && seen > 0) {
        return Duration.ofNanos(upper(i));
      }
    }
    return Duration.ZERO;
  }

  private static int bucket(long nanos) {
    if (nanos < PARTS) {
      return (int) nanos;
    }
    int magnitude = 63 - Long.numberOfLeadingZeros(nanos);
    int part = (int) (nanos >>> (magnitude - PART_BITS)) & (PARTS - 1);
    return (magnitude - PART_BITS + 1) * PARTS + part;
  }

  private static long upper(int bucket) {
    if (bucket < PARTS) {
      return bucket;
    }
    int magnitude = bucket / PARTS + PART_BITS - 1;
    long part = bucket % PARTS;
    return ((PARTS + part + 1) << (magnitude - PART_BITS)) - 1;
  }
}

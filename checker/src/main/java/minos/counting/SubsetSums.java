package minos.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import minos.value.Int;
import minos.value.Value;

/**
 * The sums of all subsets of some numbers, as disjoint intervals of neighbouring sums that don't
 * touch. Each number at most doubles the intervals, which are at most as many as the sums. Not
 * thread-safe.
 */
public final class SubsetSums {
  /** What an interval takes in memory. */
  public static final long BYTES = 64;

  private NavigableMap<Long, Long> intervals = new TreeMap<>();

  /** The sum of no numbers. */
  public SubsetSums() {
    intervals.put(0L, 0L);
  }

  /**
   * One more number.
   *
   * @param step called for each interval that is looked at
   * @return by how many the intervals grew
   * @throws ArithmeticException if a sum does not fit in 64 bits
   */
  public int mayAdd(long number, Runnable step) {
    NavigableMap<Long, Long> more = new TreeMap<>(intervals);
    intervals.forEach(
        (from, to) -> {
          step.run();
          insert(more, Math.addExact(from, number), Math.addExact(to, number));
        });
    int grown = Math.max(0, more.size() - intervals.size());
    intervals = more;
    return grown;
  }

  private static void insert(NavigableMap<Long, Long> into, long from, long to) {
    long first = from;
    long last = to;
    var before = into.floorEntry(first);
    if (before != null && before.getValue() >= first - 1) {
      first = before.getKey();
      last = Math.max(last, before.getValue());
    }
    var next = into.ceilingEntry(first);
    while (next != null && next.getKey() <= last + 1) {
      last = Math.max(last, next.getValue());
      into.remove(next.getKey());
      next = into.ceilingEntry(first);
    }
    into.put(first, last);
  }

  /** Whether some subset has this sum. */
  public boolean contains(long sum) {
    var interval = intervals.floorEntry(sum);
    return interval != null && interval.getValue() >= sum;
  }

  /** The smallest sum. */
  public long least() {
    return intervals.firstKey();
  }

  /** The greatest sum. */
  public long most() {
    return intervals.lastEntry().getValue();
  }

  /** All sums with a number added, {@code [[first last] ...]}. */
  public Value shifted(long by) {
    List<Value> shown = new ArrayList<>();
    intervals.forEach((from, to) -> shown.add(Value.seq(new Int(from + by), new Int(to + by))));
    return Value.of(shown);
  }
}

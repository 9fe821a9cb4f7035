package minos.staleness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.history.Event;
import minos.history.History;
import minos.register.Accesses;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.register.RegisterOptions;
import minos.verdict.Judgement;

/**
 * How stale what reads returned was.
 *
 * <p>Ages are what is certain (see {@link Ages}): a read was at least so old. Intervals presume
 * that reads are independent, which those of one session or key often are not.
 *
 * @param reads how many reads succeeded
 * @param unexplained how many of them returned what nobody had begun to write; not counted below
 * @param stale the share of reads that returned a version which had certainly been replaced
 * @param versions percentiles of how many newer versions there were
 * @param millis percentiles of for how many milliseconds the version had been replaced; empty where
 *     the history does not tell times
 * @param mostVersions the greatest number of newer versions
 * @param longest the longest time for which a returned version had been replaced
 * @param nonMonotonic of the pairs of a session's consecutive reads of a key, the share of those
 *     whose second read returned a version older than the first's
 * @param gamma how severe violations of linearizability are
 * @param twoAtomic whether each key is 2-atomic; undecided where values repeat
 * @param freshness the share of fresh reads by the time since the last write that had ended
 * @param assumptions what this rests on, as sentences
 */
public record StalenessReport(
    long reads,
    long unexplained,
    Rate stale,
    List<Percentile> versions,
    List<Percentile> millis,
    int mostVersions,
    Duration longest,
    Rate nonMonotonic,
    Gamma gamma,
    Judgement twoAtomic,
    List<Freshness> freshness,
    List<String> assumptions) {
  private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999};
  private static final double NANOS_PER_MILLI = 1e6;

  /** Copies the lists. */
  public StalenessReport {
    versions = List.copyOf(versions);
    millis = List.copyOf(millis);
    freshness = List.copyOf(freshness);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * Measures a history.
   *
   * @param confidence of the intervals, such as 0.95
   */
  public static StalenessReport of(
      History history, RegisterOptions options, double confidence, Budget budget) {
    return new Measurement(Accesses.of(history, options), confidence, budget).report();
  }

  /** Collects the figures. */
  private static final class Measurement {
    private final Accesses accesses;
    private final History history;
    private final Ages ages;
    private final double confidence;
    private final Budget budget;

    Measurement(Accesses accesses, double confidence, Budget budget) {
      this.accesses = accesses;
      this.history = accesses.history();
      this.ages = Ages.of(accesses);
      this.confidence = confidence;
      this.budget = budget;
    }

    StalenessReport report() {
      long unexplained = 0;
      long stale = 0;
      int count = 0;
      int timed = 0;
      int most = 0;
      long longest = 0;
      double[] versions = new double[accesses.size()];
      double[] millis = new double[accesses.size()];
      for (int i = 0; i < accesses.size(); i++) {
        if (!ages.isRead(i)) {
          continue;
        }
        if (ages.source(i) == Ages.NOBODY) {
          unexplained++;
          continue;
        }
        versions[count++] = ages.versions(i);
        stale += ages.fresh(i) ? 0 : 1;
        most = Math.max(most, ages.versions(i));
        long nanos = ages.nanos(i);
        if (nanos != Event.ABSENT) {
          longest = Math.max(longest, nanos);
          millis[timed++] = nanos / NANOS_PER_MILLI;
        }
      }
      ReadsFrom readsFrom = ReadsFrom.of(accesses);
      RegisterHistory known = RegisterHistory.of(accesses, readsFrom.sources());
      Zones zones = new Zones(known);
      boolean unique = readsFrom.ambiguous().length == 0 && known.thinAirRead() < 0;
      return new StalenessReport(
          count + unexplained,
          unexplained,
          Rate.of(stale, count, confidence),
          percentiles(versions, count),
          timed == count ? percentiles(millis, count) : List.of(),
          most,
          Duration.ofNanos(longest),
          nonMonotonic(),
          Gamma.of(zones, budget),
          unique ? TwoAtomicity.decide(zones, budget) : Judgement.UNDECIDED,
          freshness(),
          assumptions(readsFrom.ambiguous().length));
    }

    private List<Percentile> percentiles(double[] values, int count) {
      if (count == 0) {
        return List.of();
      }
      double[] sorted = Percentile.sorted(values, count);
      return Arrays.stream(SHARES)
          .mapToObj(share -> Percentile.of(sorted, share, confidence))
          .toList();
    }

    private Rate nonMonotonic() {
      Map<Long, Integer> before = new HashMap<>();
      long pairs = 0;
      long back = 0;
      for (int i = 0; i < accesses.size(); i++) {
        if (!ages.isRead(i) || ages.source(i) == Ages.NOBODY) {
          continue;
        }
        long reader = ((long) accesses.key(i) << 32) | accesses.session(accesses.operation(i));
        Integer last = before.put(reader, i);
        if (last != null && ages.completed(last) < ages.invoked(i)) {
          pairs++;
          boolean had = ages.source(last) >= 0;
          back += had && ages.end(i) < ages.invoked(ages.source(last)) ? 1 : 0;
        }
      }
      return Rate.of(back, pairs, confidence);
    }

    /** Sweeps over the history with the time at which the last write of each key ended. */
    private List<Freshness> freshness() {
      long[] ended = new long[accesses.keyCount()];
      Arrays.fill(ended, Event.ABSENT);
      int[] endsAt = new int[history.eventCount() + 1];
      int[] beginsAt = new int[history.eventCount() + 1];
      Arrays.fill(endsAt, -1);
      Arrays.fill(beginsAt, -1);
      for (int i = 0; i < accesses.size(); i++) {
        if (ages.isRead(i)) {
          beginsAt[ages.invoked(i)] = i;
        } else if (accesses.isWrite(i) && ages.completed(i) != History.NEVER) {
          endsAt[ages.completed(i)] = i;
        }
      }
      Buckets buckets = new Buckets();
      for (int position = 0; position < endsAt.length; position++) {
        int write = endsAt[position];
        if (write >= 0) {
          ended[accesses.key(write)] = history.completeTime(accesses.operation(write));
        }
        int read = beginsAt[position];
        if (read >= 0 && ages.source(read) != Ages.NOBODY) {
          long since = ended[accesses.key(read)];
          long began = history.invokeTime(accesses.operation(read));
          if (since != Event.ABSENT && began != Event.ABSENT) {
            buckets.add(Math.max(0, began - since), ages.fresh(read));
          }
        }
      }
      return buckets.freshness(confidence);
    }

    private static List<String> assumptions(int ambiguous) {
      List<String> sentences = new ArrayList<>();
      sentences.add(
          "Ages are lower bounds: in any order that contains real time a read was so old.");
      sentences.add("Intervals presume independent reads; those of one session or key may not be.");
      if (ambiguous > 0) {
        sentences.add(
            "Values repeat: for "
                + ambiguous
                + " reads the youngest write of the value was taken, and Gamma leaves them out.");
      }
      return sentences;
    }
  }

  /** Counts by time, in steps of 1, 2, 5, 10, 20, 50... milliseconds. */
  private static final class Buckets {
    private static final int MOST = 36;
    private final long[] all = new long[MOST];
    private final long[] fresh = new long[MOST];

    void add(long nanos, boolean isFresh) {
      int bucket = 0;
      while (bucket < MOST - 1 && nanos >= end(bucket)) {
        bucket++;
      }
      all[bucket]++;
      fresh[bucket] += isFresh ? 1 : 0;
    }

    private static long end(int bucket) {
      long decade = 1_000_000;
      for (int i = 0; i < bucket / 3; i++) {
        decade *= 10;
      }
      return switch (bucket % 3) {
        case 0 -> decade;
        case 1 -> 2 * decade;
        default -> 5 * decade;
      };
    }

    List<Freshness> freshness(double confidence) {
      List<Freshness> list = new ArrayList<>();
      for (int bucket = 0; bucket < MOST; bucket++) {
        if (all[bucket] > 0) {
          Duration from = bucket == 0 ? Duration.ZERO : Duration.ofNanos(end(bucket - 1));
          list.add(
              new Freshness(
                  from,
                  Duration.ofNanos(end(bucket)),
                  Rate.of(fresh[bucket], all[bucket], confidence)));
        }
      }
      return list;
    }
  }
}

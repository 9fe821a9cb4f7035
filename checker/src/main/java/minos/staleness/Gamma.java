package minos.staleness;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.Event;
import minos.history.History;
import minos.history.Operation;

/**
 * Golab's Gamma: how severe violations of linearizability are, in time.
 *
 * <p><b>Question.</b> By how much would every operation's interval have to be widened, half of it
 * at each end, for the history to be linearizable?
 *
 * <p><b>Idea.</b> For the values A and B of a key with earliest finish f and latest start s, the
 * score is max(0, min(A.s - B.f, B.s - A.f, max(A.s - A.f, B.s - B.f))): positive iff their zones
 * are in conflict. Within a value it is the start of the write less the finish of a read. Gamma is
 * the greatest score. Only zones that start inside a forward zone can be in conflict with it, so
 * those pairs are looked at.
 *
 * <p><b>Soundness.</b> [1]; for unique values. If clocks are off by at most epsilon, a violation is
 * certain iff Gamma is above 2 epsilon.
 *
 * <p><b>Cost.</b> O(n log n) and the pairs in conflict.
 *
 * <ol>
 *   <li>W. Golab, M. Rahman, A. AuYoung, K. Keeton, I. Gupta, "Client-Centric Benchmarking of
 *       Eventual Consistency for Cloud Storage Systems", ICDCS 2014.
 * </ol>
 *
 * @param nanos the greatest score; empty where there are conflicts and the history does not tell
 *     times
 * @param conflicts how many pairs of values (or values by themselves) are in conflict
 * @param worst operations that have the greatest score; empty if there is no conflict
 * @param complete whether all pairs were looked at
 */
public record Gamma(OptionalLong nanos, long conflicts, List<Operation> worst, boolean complete) {
  private static final int POLL = 1 << 12;

  /** Copies the list. */
  public Gamma {
    worst = List.copyOf(worst);
  }

  static Gamma of(Zones zones, Budget budget) {
    Search search = new Search(zones, budget);
    for (int[] clusters : zones.byKey()) {
      search.key(clusters);
    }
    return search.gamma();
  }

  /** Keeps the greatest score. */
  private static final class Search {
    private final Zones zones;
    private final Budget budget;
    private long conflicts;
    private long greatest;
    private boolean timed = true;
    private boolean complete = true;
    private int poll;
    private int first = -1;
    private int second = -1;

    Search(Zones zones, Budget budget) {
      this.zones = zones;
      this.budget = budget;
    }

    void key(int[] clusters) {
      int[] byLow =
          IntStream.of(clusters)
              .boxed()
              .sorted(Comparator.comparingInt(this::low))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i = 0; i < byLow.length; i++) {
        int a = byLow[i];
        if (!zones.isInitial(a) && zones.writeStart[a] > zones.readFinish[a]) {
          conflict(a, a, minus(zones.writeStart[a], zones.readFinish[a]));
        }
        boolean forward = finish(a) < zones.start[a];
        for (int j = i + 1; forward && j < byLow.length && low(byLow[j]) < zones.start[a]; j++) {
          if (++poll % POLL == 0 && budget.exhausted() != null) {
            complete = false;
            return;
          }
          pair(a, byLow[j]);
        }
      }
    }

    /** When a cluster was first there; the initial value always was. */
    private int finish(int cluster) {
      return zones.isInitial(cluster) ? -1 : zones.finish[cluster];
    }

    private int low(int cluster) {
      return Math.min(finish(cluster), zones.start[cluster]);
    }

    private void pair(int a, int b) {
      if (zones.start[a] <= finish(b) || zones.start[b] <= finish(a)) {
        return;
      }
      long wide = Math.max(minus(zones.start[a], finish(a)), minus(zones.start[b], finish(b)));
      conflict(
          a,
          b,
          Math.min(
              Math.min(minus(zones.start[a], finish(b)), minus(zones.start[b], finish(a))), wide));
    }

    private void conflict(int a, int b, long score) {
      conflicts++;
      if (first < 0 || score > greatest) {
        greatest = Math.max(0, score);
        first = a;
        second = b;
      }
    }

    private long minus(int late, int early) {
      if (early < 0 || late == History.NEVER) {
        return Long.MAX_VALUE;
      }
      if (early == History.NEVER) {
        return Long.MIN_VALUE;
      }
      long one = zones.time(late);
      long other = zones.time(early);
      if (one == Event.ABSENT || other == Event.ABSENT) {
        timed = false;
        return (long) late - early;
      }
      return one - other;
    }

    Gamma gamma() {
      List<Operation> worst =
          IntStream.of(first, second)
              .filter(c -> c >= 0 && !zones.isInitial(c))
              .distinct()
              .sorted()
              .mapToObj(zones.history::operation)
              .toList();
      return new Gamma(
          timed || conflicts == 0
              ? OptionalLong.of(conflicts == 0 ? 0 : greatest)
              : OptionalLong.empty(),
          conflicts,
          worst,
          complete);
    }
  }
}

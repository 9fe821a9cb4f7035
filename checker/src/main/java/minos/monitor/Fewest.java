package minos.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import minos.history.History;
import org.jspecify.annotations.Nullable;

/**
 * Can what was taken have been there, and can those that found nothing have found nothing? Items
 * are put in and taken out, any number of times each; they come in groups, and somebody may find a
 * group empty.
 *
 * <p><b>Idea.</b> Three questions, each with one pass through time. <i>Takes:</i> when the k-th
 * take of an item ends, k puts of it must have begun. <i>Bounds:</i> as many of an item are
 * certainly inside as puts of it ended beyond the takes of it that began; who finds a group empty
 * needs a moment at which none of it is. <i>Greedily:</i> a put takes effect when it ends, or when
 * a take ends that needs it, and a take as soon as the item is there; of several the one that ends
 * first goes first. If that explains everything, it is an order.
 *
 * <p><b>Soundness.</b> The first two are necessary, the third is sufficient. The first is also
 * sufficient if nobody found anything empty: let puts take effect when they begin and takes when
 * they end, and exchange equal ones. If every item is put in at most once, the first two are
 * sufficient together: an item is then inside from the end of its put to the beginning of its take
 * or, if these cross, for no time, which is what the third does. For repeated items the third may
 * fail although there is an order, for a take that waits leaves its item to one that begins later
 * and ends earlier; then nothing is known. All takes must have happened; puts of unknown outcome
 * never end and are used last.
 *
 * <p><b>Cost.</b> O(n log n). The argument is our own; for different items the bounds are the
 * pattern of [1] for an empty queue.
 *
 * <p>[1] Henzinger, Sezgin, Vafeiadis, "Aspect-Oriented Linearizability Proofs", CONCUR 2013.
 */
final class Fewest {
  /** What an operation does. */
  enum Act {
    PUT,
    TAKE,
    /** Finds the group of the item empty. */
    MISS
  }

  /** What can't be. */
  static final class Conflict {
    private final int culprit;
    private final int[] items;

    private Conflict(int culprit, int... items) {
      this.culprit = culprit;
      this.items = items;
    }

    /** The place in the array of the operation that can't be explained. */
    int culprit() {
      return culprit;
    }

    /** The items whose operations show it. */
    int[] items() {
      return items;
    }
  }

  private final History history;
  private final int[] ops;
  private final Act[] acts;
  private final int[] item;
  private final int[] group;
  private final boolean[] counts;
  private final Timeline time;

  // Of one pass.
  private final int[] inside;
  private final int[] since;
  private final int[] total;
  private final int[] lastEmpty;
  private final List<int[]> stays = new ArrayList<>();

  /**
   * A question.
   *
   * @param ops places in the history
   * @param acts by place in {@code ops}
   * @param item by place in {@code ops}: the item, from 0; of a {@link Act#MISS} the group
   * @param group by item: its group, from 0
   * @param counts by item: whether being inside is certain, so that its group is not empty
   */
  Fewest(History history, int[] ops, Act[] acts, int[] item, int[] group, boolean[] counts) {
    this.history = history;
    this.ops = ops;
    this.acts = acts;
    this.item = item;
    this.group = group;
    this.counts = counts;
    this.time = new Timeline(history, ops);
    int groups = Arrays.stream(group).max().orElse(-1) + 1;
    for (int i = 0; i < ops.length; i++) {
      groups = acts[i] == Act.MISS ? Math.max(groups, item[i] + 1) : groups;
    }
    inside = new int[group.length];
    since = new int[group.length];
    total = new int[groups];
    lastEmpty = new int[groups];
  }

  /** What is certainly wrong; null if nothing is. */
  @Nullable Conflict conflict() {
    int[] begunPuts = new int[group.length];
    int[] certain = new int[group.length];
    begin();
    for (int event = 0; event < time.size(); event++) {
      int i = time.operation(event);
      boolean begins = time.begins(event);
      int it = item[i];
      switch (acts[i]) {
        case MISS -> {
          if (!begins && full(i)) {
            return new Conflict(i, filled(i));
          }
        }
        case PUT -> {
          if (begins) {
            begunPuts[it]++;
          } else if (++certain[it] > 0) {
            change(it, 1, time.position(event));
          }
        }
        case TAKE -> {
          if (begins && certain[it]-- > 0) {
            change(it, -1, time.position(event));
          } else if (!begins && --begunPuts[it] < 0) {
            return new Conflict(i, it);
          }
        }
      }
    }
    return null;
  }

  /** Whether the greedy order explains everything. */
  boolean explained() {
    List<PriorityQueue<Long>> puts = queues();
    List<PriorityQueue<Long>> takes = queues();
    boolean[] done = new boolean[ops.length];
    begin();
    for (int event = 0; event < time.size(); event++) {
      int i = time.operation(event);
      int it = item[i];
      boolean put = acts[i] == Act.PUT;
      if (acts[i] == Act.MISS) {
        if (!time.begins(event) && full(i)) {
          return false;
        }
      } else if (time.begins(event)) {
        if (!put && inside[it] > 0) {
          done[i] = true;
          change(it, -1, time.position(event));
        } else {
          (put ? puts : takes).get(it).add(((long) history.completed(ops[i]) << 32) | i);
        }
      } else if (!done[i]) {
        // Of its kind it ends first, so it is the head.
        (put ? puts : takes).get(it).poll();
        Long other = (put ? takes : puts).get(it).poll();
        if (other != null) {
          done[other.intValue()] = true;
        } else if (put) {
          change(it, 1, time.position(event));
        } else {
          return false;
        }
      }
    }
    return true;
  }

  private List<PriorityQueue<Long>> queues() {
    List<PriorityQueue<Long>> queues = new ArrayList<>(group.length);
    for (int it = 0; it < group.length; it++) {
      queues.add(new PriorityQueue<>(1));
    }
    return queues;
  }

  private void begin() {
    Arrays.fill(inside, 0);
    Arrays.fill(total, 0);
    Arrays.fill(lastEmpty, -1);
    stays.clear();
  }

  /** Whether the group was not empty since the miss that ends now began. */
  private boolean full(int miss) {
    int g = item[miss];
    return total[g] > 0 && lastEmpty[g] < history.invoked(ops[miss]);
  }

  private void change(int it, int by, int position) {
    if (inside[it] == 0) {
      since[it] = position;
    } else if (inside[it] + by == 0) {
      stays.add(new int[] {it, since[it], position});
    }
    inside[it] += by;
    if (counts[it]) {
      int g = group[it];
      lastEmpty[g] = total[g] == 0 ? position : lastEmpty[g];
      total[g] += by;
    }
  }

  /** Items, one of which was inside at every moment of a miss: greedily those that stay longest. */
  private int[] filled(int miss) {
    int begin = history.invoked(ops[miss]);
    int end = history.completed(ops[miss]);
    for (int it = 0; it < inside.length; it++) {
      if (inside[it] > 0) {
        stays.add(new int[] {it, since[it], end});
      }
    }
    int[][] all =
        stays.stream()
            .filter(s -> s[2] > begin && counts[s[0]] && group[s[0]] == item[miss])
            .sorted((a, b) -> Integer.compare(a[1], b[1]))
            .toArray(int[][]::new);
    int[] chosen = new int[all.length];
    int n = 0;
    int reached = begin;
    int i = 0;
    while (reached < end) {
      int[] best = {-1, 0, reached};
      for (; i < all.length && all[i][1] <= reached; i++) {
        best = all[i][2] > best[2] ? all[i] : best;
      }
      if (best[0] < 0) {
        throw new IllegalStateException("a moment at which nothing was inside");
      }
      chosen[n++] = best[0];
      reached = best[2];
    }
    return Arrays.copyOf(chosen, n);
  }
}

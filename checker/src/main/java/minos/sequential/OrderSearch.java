package minos.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.causal.ForcedOrder;
import minos.check.Budget;
import minos.history.Operation;
import minos.register.Accesses;
import minos.register.Groups;
import minos.register.LikelyOrder;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import minos.verdict.Witness;
import org.jspecify.annotations.Nullable;

/**
 * Searches for one order of operations that contains session order and in which every read returns
 * the last write of its key.
 *
 * <p><b>Question.</b> Is there such an order of the operations (of one key, or of all) that
 * succeeded and some of those of unknown outcome?
 *
 * <p><b>Idea.</b> Depth first. A state is how far each session has got and what each key holds. A
 * read at the head of a session that finds its value is placed at once. Otherwise some session's
 * next write or compare-and-set is, the {@linkplain LikelyOrder likeliest} first. States seen
 * before are not entered again, and a value that somebody must still read is not overwritten while
 * no write of it is left.
 *
 * <p><b>Soundness and completeness.</b> Placing a read early changes nothing for anybody else, so
 * if there is an order at all, there is one with it. Compare-and-sets are one step. The search goes
 * by values, so repeated values do no harm. States are compared by fingerprints of 128 bits ({@link
 * StateSet}).
 *
 * <p><b>Cost.</b> Exponential in the number of sessions at worst: the problem is NP-complete [1].
 * Linear, times the sessions, where the order of completions does. Polls the budget.
 *
 * <ol>
 *   <li>P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 26(4), 1997.
 * </ol>
 */
final class OrderSearch {
  private static final int POLL = 1 << 10;
  private static final int FRAME_BYTES = 64;
  private static final int[] ALONE = {};

  private final RegisterHistory history;
  private final Groups groups;
  private final @Nullable ForcedOrder forced;
  private final Budget budget;
  private final int[][] chainsOfSession;
  private final int[][] lane;
  private final int[] at;
  private final int[] holds;
  private final int[] readers;
  private final int[] writers;
  private final LikelyOrder likely;
  private final StateSet seen;
  private long high;
  private long low;
  private int left;

  /** What was done, to be undone: nodes, and what their key held before; and how much that is. */
  private int[] done = new int[64];

  private int[] heldBefore = new int[64];
  private int doneCount;

  private int deepest = -1;
  private int[] deepestAt = {};
  private int[] deepestHolds = {};

  /**
   * A search.
   *
   * @param history everything that may have happened
   * @param key the key to look at; -1 for all
   * @param forced what an order of all must contain, if that is known
   */
  OrderSearch(
      RegisterHistory history,
      Groups groups,
      int key,
      @Nullable ForcedOrder forced,
      Budget budget) {
    this.forced = forced;
    this.history = history;
    this.groups = groups;
    this.budget = budget.child();
    this.likely = new LikelyOrder(history);
    this.seen = new StateSet(this.budget);
    Accesses accesses = history.accesses();
    chainsOfSession = history.chainsOfSessions();
    lane = new int[history.chains()][];
    at = new int[lane.length];
    readers = new int[groups.count()];
    writers = new int[groups.count()];
    holds = new int[history.keyCount()];
    for (int x = 0; x < holds.length; x++) {
      holds[x] = groups.initial(x);
    }
    for (int c = 0; c < lane.length; c++) {
      int[] nodes = new int[history.end(c) - history.start(c)];
      int count = 0;
      for (int node = history.start(c); node < history.end(c); node++) {
        if (key >= 0 && history.key(node) != key) {
          continue;
        }
        nodes[count++] = node;
        boolean must = !accesses.crashed(history.access(node));
        left += must ? 1 : 0;
        if (history.isWrite(node)) {
          writers[group(node)]++;
        } else if (must) {
          readers[group(node)]++;
        }
      }
      lane[c] = Arrays.copyOf(nodes, count);
    }
  }

  private int group(int node) {
    return groups.of(history.access(node));
  }

  private boolean must(int node) {
    return !history.accesses().crashed(history.access(node));
  }

  /** Decides. */
  Verdict decide() {
    try {
      return search();
    } finally {
      budget.close();
    }
  }

  private Verdict search() {
    List<int[]> choices = new ArrayList<>();
    List<int[]> cursors = new ArrayList<>();
    placeReads();
    int poll = 0;
    boolean enter = true;
    while (true) {
      if (left == 0) {
        return new Verdict.Consistent(Optional.of(witness()));
      }
      if (++poll % POLL == 0) {
        Cause stop = budget.exhausted();
        if (stop != null) {
          return undecided(stop);
        }
      }
      if (enter) {
        int[] next = seen.add(high, low) ? candidates() : new int[0];
        if (!budget.reserve(FRAME_BYTES + 4L * next.length)) {
          return undecided(java.util.Objects.requireNonNull(budget.exhausted()));
        }
        if (next.length == 0) {
          noteDeadEnd();
        }
        choices.add(next);
        cursors.add(new int[] {0, doneCount});
      }
      int top = choices.size() - 1;
      if (top < 0) {
        return new Verdict.Violated(deadEnd());
      }
      int[] cursor = cursors.get(top);
      int[] next = choices.get(top);
      undoTo(cursor[1]);
      enter = cursor[0] < next.length;
      if (enter) {
        placeWrite(next[cursor[0]++]);
        placeReads();
      } else {
        choices.remove(top);
        cursors.remove(top);
        budget.release(FRAME_BYTES + 4L * next.length);
      }
    }
  }

  private Verdict undecided(Cause stop) {
    return new Verdict.Undecided(
        new Cause(
            stop.kind(),
            stop.message()
                + "; the search had placed up to "
                + deepest
                + " reads and writes in an order, and seen "
                + seen.size()
                + " states"));
  }

  /** The lanes whose next operation writes and may come now, the likeliest first. */
  private int[] candidates() {
    int[] found = new int[lane.length];
    int count = 0;
    for (int c = 0; c < lane.length; c++) {
      if (at[c] < lane[c].length && mayWrite(c)) {
        int place = count++;
        while (place > 0 && point(found[place - 1]) > point(c)) {
          found[place] = found[place - 1];
          place--;
        }
        found[place] = c;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private int point(int c) {
    int node = lane[c][at[c]];
    return likely.point(history.isWrite(node) ? node : node + 1);
  }

  private boolean mayWrite(int c) {
    int node = lane[c][at[c]];
    int held = holds[history.key(node)];
    boolean casReads = !history.isWrite(node);
    if (!ready(node) || (casReads && (!history.isHalf(node) || group(node) != held))) {
      return false;
    }
    int write = casReads ? node + 1 : node;
    if (forced != null && !forced.allowed(write, at, c)) {
      return false;
    }
    int waiting = readers[held] - (casReads && must(node) ? 1 : 0);
    return waiting == 0 || writers[held] > 0;
  }

  /** Whether what its session did before, in other lanes, has been placed. */
  private boolean ready(int node) {
    int chain = history.chain(node);
    int[] siblings = chainsOfSession[history.session(chain)];
    for (int c : siblings.length > 1 ? siblings : ALONE) {
      if (c != chain
          && at[c] < lane[c].length
          && history.completed(lane[c][at[c]]) < history.invoked(node)) {
        return false;
      }
    }
    return true;
  }

  private void placeReads() {
    boolean news = true;
    while (news) {
      news = false;
      for (int c = 0; c < lane.length; c++) {
        while (at[c] < lane[c].length && readFits(lane[c][at[c]])) {
          place(c);
          news = true;
        }
      }
    }
  }

  private boolean readFits(int node) {
    return !history.isWrite(node)
        && !history.isHalf(node)
        && group(node) == holds[history.key(node)]
        && ready(node);
  }

  private void placeWrite(int c) {
    if (!history.isWrite(lane[c][at[c]])) {
      place(c);
    }
    place(c);
  }

  private void place(int c) {
    int node = lane[c][at[c]];
    int key = history.key(node);
    if (doneCount == done.length) {
      done = Arrays.copyOf(done, 2 * doneCount);
      heldBefore = Arrays.copyOf(heldBefore, 2 * doneCount);
    }
    done[doneCount] = node;
    heldBefore[doneCount++] = holds[key];
    move(c, 1);
    count(node, -1);
    if (history.isWrite(node)) {
      hold(key, group(node));
    }
  }

  private void undoTo(int count) {
    while (doneCount > count) {
      int node = done[--doneCount];
      if (history.isWrite(node)) {
        hold(history.key(node), heldBefore[doneCount]);
      }
      move(history.chain(node), -1);
      count(node, 1);
    }
  }

  private void count(int node, int by) {
    boolean must = must(node);
    left += must ? by : 0;
    if (history.isWrite(node)) {
      writers[group(node)] += by;
    } else if (must) {
      readers[group(node)] += by;
    }
  }

  private void move(int c, int by) {
    high -= mix(c, at[c], 1);
    low -= mix(c, at[c], 2);
    at[c] += by;
    high += mix(c, at[c], 1);
    low += mix(c, at[c], 2);
  }

  private void hold(int key, int group) {
    high -= mix(~key, holds[key], 3);
    low -= mix(~key, holds[key], 4);
    holds[key] = group;
    high += mix(~key, group, 3);
    low += mix(~key, group, 4);
  }

  private static long mix(int what, int value, int salt) {
    long z = ((long) what << 32 ^ (value & 0xffffffffL)) + salt * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private void noteDeadEnd() {
    if (doneCount > deepest) {
      deepest = doneCount;
      deepestAt = at.clone();
      deepestHolds = holds.clone();
    }
  }

  private Witness witness() {
    int[] order = new int[doneCount];
    int count = 0;
    for (int i = 0; i < doneCount; i++) {
      if (count == 0 || order[count - 1] != history.op(done[i])) {
        order[count++] = history.op(done[i]);
      }
    }
    return new Witness(List.of(new Witness.Order(Optional.empty(), Arrays.copyOf(order, count))));
  }

  /** The operation at which the order that got farthest ends. */
  private Violation deadEnd() {
    int stuck = -1;
    List<Operation> heads = new ArrayList<>();
    for (int c = 0; c < lane.length; c++) {
      if (deepestAt[c] < lane[c].length) {
        int node = lane[c][deepestAt[c]];
        heads.add(history.operation(node));
        boolean reads = !history.isWrite(node) && must(node);
        if (reads && (stuck < 0 || history.completed(node) < history.completed(stuck))) {
          stuck = node;
        }
      }
    }
    int culprit = stuck >= 0 ? stuck : lane[firstOpen()][deepestAt[firstOpen()]];
    Operation operation = history.operation(culprit);
    heads.remove(operation);
    String state = held(history.key(culprit));
    String reason =
        stuck >= 0
            ? "it returned " + operation.value() + ", but the key holds " + state
            : "it would overwrite " + state + ", which somebody must still read";
    return new Violation(
        Anomaly.NOT_SEQUENTIAL,
        operation.key(),
        "no order of the operations that keeps each session's order has every read return the last"
            + " write; the one that got farthest ends at "
            + history.describe(culprit),
        Optional.of(operation),
        List.of(operation),
        new Explanation.DeadEnd(
            operation,
            Optional.empty(),
            List.of(new Explanation.StateThen(state, heads, reason)),
            false));
  }

  private int firstOpen() {
    for (int c = 0; c < lane.length; c++) {
      if (deepestAt[c] < lane[c].length && must(lane[c][deepestAt[c]])) {
        return c;
      }
    }
    throw new IllegalStateException("nothing is left to place");
  }

  private String held(int key) {
    int group = deepestHolds[key];
    if (group == groups.initial(key)) {
      return "the initial value";
    }
    return value(group);
  }

  private @Nullable String valueOrNull(int group) {
    for (int node = 0; node < history.size(); node++) {
      if (history.isWrite(node) && group(node) == group) {
        return history.operation(node).value().toString();
      }
    }
    return null;
  }

  private String value(int group) {
    String value = valueOrNull(group);
    return value == null ? "an unknown value" : value;
  }
}

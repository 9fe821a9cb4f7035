package minos.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minos.causal.ForcedOrder;
import minos.check.Budget;
import minos.register.Groups;
import minos.register.LikelyOrder;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Searches for one order of operations that contains session order and in which every read returns
 * the last write of its key.
 *
 * <p><b>Question.</b> Is there such an order of the operations (of one key, or of all) that
 * succeeded and some of those of unknown outcome?
 *
 * <p><b>Idea.</b> Depth first, over {@linkplain Frontier frontiers}: how far each session has got
 * and what each key holds. A read at the head of a session that finds its value is placed at once.
 * Otherwise some session's next write or compare-and-set is, the {@linkplain LikelyOrder likeliest}
 * first. States seen before are not entered again, and a value that somebody must still read is not
 * overwritten while no write of it is left.
 *
 * <p><b>Soundness and completeness.</b> Placing a read early changes nothing for anybody else, so
 * if there is an order at all, there is one with it. Compare-and-sets are one step. The search goes
 * by values, so repeated values do no harm. States are compared by {@linkplain Fingerprint
 * fingerprints} of 128 bits.
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
  private final @Nullable ForcedOrder forced;
  private final Budget budget;
  private final int[][] chainsOfSession;
  private final LikelyOrder likely;
  private final Frontier frontier;
  private final FarthestOrder farthest;
  private final StateSet seen;

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
    this.budget = budget.child();
    this.likely = new LikelyOrder(history);
    this.seen = new StateSet(this.budget);
    this.chainsOfSession = history.chainsOfSessions();
    this.frontier = new Frontier(history, groups, key);
    this.farthest = new FarthestOrder(history, groups, frontier);
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
      if (frontier.left() == 0) {
        return new Verdict.Consistent(Optional.of(frontier.witness()));
      }
      if (++poll % POLL == 0) {
        Cause stop = budget.exhausted();
        if (stop != null) {
          return undecided(stop);
        }
      }
      if (enter) {
        Fingerprint state = frontier.fingerprint();
        int[] next = seen.add(state.high(), state.low()) ? candidates() : new int[0];
        if (!budget.reserve(FRAME_BYTES + 4L * next.length)) {
          return undecided(Objects.requireNonNull(budget.exhausted()));
        }
        if (next.length == 0) {
          farthest.ended();
        }
        choices.add(next);
        cursors.add(new int[] {0, frontier.placed()});
      }
      int top = choices.size() - 1;
      if (top < 0) {
        return new Verdict.Violated(farthest.violation());
      }
      int[] cursor = cursors.get(top);
      int[] next = choices.get(top);
      frontier.backTo(cursor[1]);
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
                + farthest.placed()
                + " reads and writes in an order, and seen "
                + seen.size()
                + " states"));
  }

  /** The lanes whose next operation writes and may come now, the likeliest first. */
  private int[] candidates() {
    int[] found = new int[frontier.lanes()];
    int count = 0;
    for (int c = 0; c < found.length; c++) {
      if (frontier.head(c) != Frontier.NONE && mayWrite(c)) {
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
    int node = frontier.head(c);
    return likely.point(history.isWrite(node) ? node : node + 1);
  }

  private boolean mayWrite(int c) {
    int node = frontier.head(c);
    int held = frontier.held(history.key(node));
    boolean casReads = !history.isWrite(node);
    if (!ready(node) || (casReads && (!history.isHalf(node) || frontier.group(node) != held))) {
      return false;
    }
    int write = casReads ? node + 1 : node;
    if (forced != null && !forced.allowed(write, frontier.at(), c)) {
      return false;
    }
    int waiting = frontier.readers(held) - (casReads && frontier.must(node) ? 1 : 0);
    return waiting == 0 || frontier.writers(held) > 0;
  }

  /** Whether what its session did before, in other lanes, has been placed. */
  private boolean ready(int node) {
    int chain = history.chain(node);
    int[] siblings = chainsOfSession[history.session(chain)];
    for (int c : siblings.length > 1 ? siblings : ALONE) {
      int before = c == chain ? Frontier.NONE : frontier.head(c);
      if (before != Frontier.NONE && history.completed(before) < history.invoked(node)) {
        return false;
      }
    }
    return true;
  }

  private void placeReads() {
    int[] heads = frontier.heads();
    boolean news = true;
    while (news) {
      news = false;
      for (int c = 0; c < heads.length; c++) {
        while (heads[c] != Frontier.NONE && readFits(heads[c])) {
          frontier.place(c);
          news = true;
        }
      }
    }
  }

  private boolean readFits(int node) {
    return !history.isWrite(node)
        && !history.isHalf(node)
        && frontier.group(node) == frontier.held(history.key(node))
        && ready(node);
  }

  private void placeWrite(int c) {
    if (!history.isWrite(frontier.head(c))) {
      frontier.place(c);
    }
    frontier.place(c);
  }
}

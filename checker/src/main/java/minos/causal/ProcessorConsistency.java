package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Verdict;

/**
 * Processor consistency: PRAM whose sessions agree on the order of each key's writes.
 *
 * <p><b>Question.</b> Are there an order of the writes of each key, and for each session an order
 * of all writes and its own reads, that contains these and every session's order, and in which each
 * of its reads returns the last write of its key [1]?
 *
 * <p><b>Idea.</b> What one session's view says of two writes of a key holds for all: views are
 * completed in turn, each given what the others found, until nothing is new. If no view fails, the
 * writes that are still unordered are put in the order of their invocations. If that fails, two of
 * them are ordered in one way and then in the other.
 *
 * <p><b>Soundness and completeness.</b> What is handed on is forced, so a failing view is a
 * violation. Once each key's writes are totally ordered and no view fails, {@link SessionView} has
 * the orders that were asked for. Exact within the budget, for unique values; where operations of a
 * session overlap, see {@link Serialized}.
 *
 * <p><b>Cost.</b> O(n k^2) a round while nothing must be tried, n operations in k chains;
 * exponential at worst.
 *
 * <ol>
 *   <li>M. Ahamad, R. Bazzi, R. John, P. Kohli, G. Neiger, "The Power of Processor Consistency",
 *       SPAA 1993.
 * </ol>
 */
public final class ProcessorConsistency implements Condition {
  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    return Serialized.decide(ProcessorConsistency::agree, history, budget);
  }

  private static Verdict agree(RegisterHistory history, Budget budget) {
    try (SessionView view = new SessionView(history, false, budget)) {
      Agreement agreement = new Agreement(history, view, budget);
      int[][] order = agreement.nothing();
      Verdict verdict = agreement.complete(order);
      return verdict instanceof Verdict.Consistent ? agreement.totalOrder(order, verdict) : verdict;
    }
  }

  /** What the sessions agree on: for each write and slot of its key the last write before it. */
  private static final class Agreement {
    private final RegisterHistory history;
    private final SessionView view;
    private final Budget budget;
    private final KeySlots slots;
    private final int[][] sessions;
    private final int[] end;
    private final int[][] writesOfKey;

    Agreement(RegisterHistory history, SessionView view, Budget budget) {
      this.history = history;
      this.view = view;
      this.budget = budget;
      slots = new KeySlots(history);
      sessions = history.chainsOfSessions();
      end = new int[history.chains()];
      for (int c = 0; c < end.length; c++) {
        end[c] = history.end(c);
      }
      writesOfKey = writesOfKey();
    }

    private int[][] writesOfKey() {
      int[] count = new int[history.keyCount()];
      int[] order = history.inHistoryOrder();
      for (int node : order) {
        count[history.key(node)] += history.isWrite(node) ? 1 : 0;
      }
      int[][] writes = new int[count.length][];
      for (int x = 0; x < count.length; x++) {
        writes[x] = new int[count[x]];
      }
      Arrays.fill(count, 0);
      for (int node : order) {
        if (history.isWrite(node)) {
          int x = history.key(node);
          writes[x][count[x]++] = node;
        }
      }
      return writes;
    }

    int[][] nothing() {
      int[][] order = new int[history.size()][];
      for (int node = 0; node < order.length; node++) {
        int key = history.key(node);
        int width = history.isWrite(node) ? slots.end(key) - slots.start(key) : 0;
        order[node] = new int[width];
        Arrays.fill(order[node], -1);
      }
      return order;
    }

    /** Adds to an order all that follows from it. */
    Verdict complete(int[][] order) {
      boolean news = true;
      while (news) {
        news = false;
        for (int[] chains : sessions) {
          if (!PipelinedMemory.reads(history, chains)) {
            continue;
          }
          int[] reads = PipelinedMemory.whole(history, chains);
          Verdict verdict = view.decide(end, reads, order, budget);
          if (!(verdict instanceof Verdict.Consistent)) {
            return verdict;
          }
          news |= learn(order);
        }
      }
      return new Verdict.Consistent();
    }

    /** Takes over what the view found last says; answers whether that was new. */
    private boolean learn(int[][] order) {
      boolean news = false;
      for (int[] writes : writesOfKey) {
        for (int write : writes) {
          int start = slots.start(history.key(write));
          int[] row = order[write];
          for (int i = 0; i < row.length; i++) {
            int before = view.lastBefore(write, start + i);
            if (before > row[i]) {
              row[i] = before;
              news = true;
            }
          }
        }
      }
      return news;
    }

    /** Looks for a total order of each key's writes that contains a completed order. */
    Verdict totalOrder(int[][] order, Verdict consistent) {
      Cause stop = budget.exhausted();
      if (stop != null) {
        return new Verdict.Undecided(stop);
      }
      int[][] likely = copy(order);
      int[] open = {};
      for (int[] writes : writesOfKey) {
        int[] line = extend(writes, order);
        for (int i = 1; i < line.length; i++) {
          if (!before(order, line[i - 1], line[i])) {
            open = open.length == 0 ? new int[] {line[i - 1], line[i]} : open;
            put(likely, line[i - 1], line[i]);
          }
        }
      }
      if (open.length == 0) {
        return consistent;
      }
      Verdict verdict = complete(likely);
      if (!(verdict instanceof Verdict.Violated)) {
        return verdict;
      }
      Verdict one = decideWith(order, open[0], open[1]);
      if (!(one instanceof Verdict.Violated)) {
        return one;
      }
      return decideWith(order, open[1], open[0]);
    }

    private Verdict decideWith(int[][] order, int first, int second) {
      int[][] more = copy(order);
      put(more, first, second);
      Verdict verdict = complete(more);
      return verdict instanceof Verdict.Consistent ? totalOrder(more, verdict) : verdict;
    }

    private int[][] copy(int[][] order) {
      int[][] copy = new int[order.length][];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = order[i].clone();
      }
      return copy;
    }

    private void put(int[][] order, int first, int second) {
      int slot = slots.of(first) - slots.start(history.key(second));
      order[second][slot] = Math.max(order[second][slot], first);
    }

    private boolean before(int[][] order, int first, int second) {
      return order[second][slots.of(first) - slots.start(history.key(second))] >= first;
    }

    /** A key's writes in an order that contains the given one, else that of the history. */
    private int[] extend(int[] writes, int[][] order) {
      int[] line = new int[writes.length];
      boolean[] placed = new boolean[writes.length];
      int first = 0;
      for (int count = 0; count < line.length; count++) {
        while (placed[first]) {
          first++;
        }
        int next = minimal(writes, placed, first, order);
        placed[next] = true;
        line[count] = writes[next];
      }
      return line;
    }

    private int minimal(int[] writes, boolean[] placed, int from, int[][] order) {
      int candidate = from;
      for (int i = from; i < writes.length; i++) {
        if (!placed[i] && i != candidate && before(order, writes[i], writes[candidate])) {
          candidate = i;
          i = from - 1;
        }
      }
      return candidate;
    }
  }
}

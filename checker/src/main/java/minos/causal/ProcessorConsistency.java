package minos.causal;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.register.Condition;
import minos.register.LikelyOrder;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Verdict;

/**
 * Processor consistency: PRAM whose sessions agree on the order of each key's writes.
 *
 * <p><b>Question.</b> Are there an order of the writes of each key, and for each session an order
 * of all writes and its own reads, that contains these and every session's order, and in which each
 * of its reads returns the last write of its key [1]? A compare-and-set's write directly follows
 * the version that it read.
 *
 * <p><b>Idea.</b> If the {@linkplain LikelyOrder likely order} of each key's writes does, as it
 * mostly does where the answer is yes, {@link LikelyViews} tells at once. Otherwise, what one
 * session's view says of two writes of a key holds for all: views are completed in turn, each given
 * what the others found, until nothing is new. If no view fails, the writes that are still
 * unordered are put in their likely order. If that fails, two of them are ordered in one way and
 * then in the other.
 *
 * <p><b>Soundness and completeness.</b> What is handed on is forced, so a failing view is a
 * violation. Once each key's writes are totally ordered and no view fails, {@link SessionView} has
 * the orders that were asked for. Exact within the budget and {@value #MOST_CHOICES} nested trials,
 * for unique values; where operations of a session overlap, see {@link Serialized}.
 *
 * <p><b>Cost.</b> O(n log n) where one likely order serves all sessions, O(n k) where it serves
 * each by itself, n operations in k chains; else O(n k^2) a round while nothing must be tried;
 * exponential at worst.
 *
 * <ol>
 *   <li>M. Ahamad, R. Bazzi, R. John, P. Kohli, G. Neiger, "The Power of Processor Consistency",
 *       SPAA 1993.
 * </ol>
 */
public final class ProcessorConsistency implements Condition {
  private static final int MOST_CHOICES = 200;
  private static final Cause TOO_OPEN =
      new Cause(
          Cause.Kind.UNSUPPORTED,
          "after ordering " + MOST_CHOICES + " pairs of writes by trial, others were still open");

  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    return Serialized.decide(ProcessorConsistency::agree, history, budget);
  }

  private static Verdict agree(RegisterHistory history, Budget budget) {
    return LikelyViews.exist(history, budget)
        ? new Verdict.Consistent()
        : saturate(history, budget);
  }

  /** Decides without the quick look. */
  static Verdict saturate(RegisterHistory history, Budget budget) {
    Budget memory = budget.child();
    try (SessionView view = new SessionView(history, false, budget)) {
      Agreement agreement = new Agreement(history, view, budget, memory);
      if (!memory.reserve(3 * agreement.bytes())) {
        return new Verdict.Undecided(Objects.requireNonNull(memory.exhausted()));
      }
      int[][] order = agreement.nothing();
      Verdict verdict = agreement.complete(order);
      return verdict instanceof Verdict.Consistent
          ? agreement.totalOrder(order, verdict, 0)
          : verdict;
    } finally {
      memory.close();
    }
  }

  /** What the sessions agree on: for each write and slot of its key the last write before it. */
  private static final class Agreement {
    private final RegisterHistory history;
    private final SessionView view;
    private final Budget budget;
    private final Budget memory;
    private final KeySlots slots;
    private final int[][] sessions;
    private final int[] end;
    private final SlotWrites writes;
    private final LikelyOrder likely;
    private final int[] steps;

    Agreement(RegisterHistory history, SessionView view, Budget budget, Budget memory) {
      this.history = history;
      this.view = view;
      this.budget = budget;
      this.memory = memory;
      slots = new KeySlots(history);
      sessions = history.chainsOfSessions();
      end = new int[history.chains()];
      for (int c = 0; c < end.length; c++) {
        end[c] = history.end(c);
      }
      writes = new SlotWrites(history, slots);
      likely = new LikelyOrder(history);
      steps = steps();
    }

    int[][] nothing() {
      int[][] order = new int[history.size()][];
      for (int node = 0; node < order.length; node++) {
        order[node] = new int[width(node)];
        Arrays.fill(order[node], -1);
      }
      return order;
    }

    private int width(int node) {
      int key = history.key(node);
      return history.isWrite(node) ? slots.end(key) - slots.start(key) : 0;
    }

    /** What an order takes; the view holds two more of that size. */
    long bytes() {
      long bytes = 0;
      for (int node = 0; node < history.size(); node++) {
        bytes += 24 + 4L * width(node);
      }
      return bytes;
    }

    /** Adds to an order all that follows from it. */
    Verdict complete(int[][] order) {
      boolean news = true;
      while (news) {
        news = bindSteps(order);
        Cause stop = budget.exhausted();
        if (stop != null) {
          return new Verdict.Undecided(stop);
        }
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

    /**
     * A compare-and-set's write directly follows the version that it read: what is before the one
     * is before the other, and what is after the other is after the one.
     */
    private boolean bindSteps(int[][] order) {
      boolean news = false;
      for (int write : steps) {
        if (budget.exhausted() != null) {
          return news;
        }
        int read = history.source(write - 1);
        int start = slots.start(history.key(write));
        for (int i = 0; i < order[write].length; i++) {
          for (int at = writes.start(start + i); at < writes.end(start + i); at++) {
            int other = writes.at(at);
            if (other == write || other == read) {
              continue;
            }
            boolean after = read < 0 || before(order, read, other);
            if (after && !before(order, write, other)) {
              put(order, write, other);
              news = true;
            }
            if (read >= 0 && before(order, other, write) && !before(order, other, read)) {
              put(order, other, read);
              news = true;
            }
          }
        }
      }
      return news;
    }

    private int[] steps() {
      return IntStream.range(0, history.size())
          .filter(
              node ->
                  history.isWrite(node)
                      && history.isHalf(node)
                      && node > history.start(history.chain(node))
                      && history.op(node - 1) == history.op(node))
          .toArray();
    }

    /** Takes over what the view found last says; answers whether that was new. */
    private boolean learn(int[][] order) {
      boolean news = false;
      for (int write = 0; write < order.length; write++) {
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
      return news;
    }

    /** Looks for a total order of each key's writes that contains a completed order. */
    Verdict totalOrder(int[][] order, Verdict consistent, int depth) {
      Cause stop = depth < MOST_CHOICES ? budget.exhausted() : TOO_OPEN;
      if (stop != null) {
        return new Verdict.Undecided(stop);
      }
      long copies = 2 * bytes();
      if (!memory.reserve(copies)) {
        return new Verdict.Undecided(Objects.requireNonNull(memory.exhausted()));
      }
      Verdict verdict = extendTotally(order, consistent, depth);
      memory.release(copies);
      return verdict;
    }

    private Verdict extendTotally(int[][] order, Verdict consistent, int depth) {
      int[][] likely = copy(order);
      int[] open = {};
      for (int key = 0; key < history.keyCount(); key++) {
        int[] line = extend(key, order);
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
      Verdict one = decideWith(order, open[0], open[1], depth);
      if (!(one instanceof Verdict.Violated)) {
        return one;
      }
      return decideWith(order, open[1], open[0], depth);
    }

    private Verdict decideWith(int[][] order, int first, int second, int depth) {
      int[][] more = copy(order);
      put(more, first, second);
      Verdict verdict = complete(more);
      return verdict instanceof Verdict.Consistent ? totalOrder(more, verdict, depth + 1) : verdict;
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

    /** A key's writes in an order that contains the given one, else in the likely order. */
    private int[] extend(int key, int[][] order) {
      int start = slots.start(key);
      int width = slots.end(key) - start;
      int[] next = new int[width];
      int length = 0;
      for (int i = 0; i < width; i++) {
        length += writes.end(start + i) - writes.start(start + i);
        next[i] = writes.start(start + i);
      }
      int[] line = new int[length];
      for (int count = 0; count < length; count++) {
        int best = -1;
        for (int i = 0; i < width; i++) {
          if (next[i] < writes.end(start + i) && ready(start, next, i, order)) {
            int write = writes.at(next[i]);
            if (best < 0 || likely.point(write) < likely.point(writes.at(next[best]))) {
              best = i;
            }
          }
        }
        line[count] = writes.at(next[best]++);
      }
      return line;
    }

    private boolean ready(int start, int[] next, int slot, int[][] order) {
      int[] row = order[writes.at(next[slot])];
      for (int i = 0; i < row.length; i++) {
        if (row[i] >= 0
            && next[i] < writes.end(start + i)
            && writes.at(next[i]) <= row[i]
            && i != slot) {
          return false;
        }
      }
      return true;
    }
  }
}

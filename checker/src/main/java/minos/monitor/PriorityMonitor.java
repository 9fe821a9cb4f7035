package minos.monitor;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.QueueFunctions;
import minos.value.Int;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Is a history of a priority queue linearizable, every value of which is put in at most once?
 *
 * <p><b>Idea.</b> Time is cut into gaps by invocations and completions. A value may come out, or be
 * seen next to come out, only in a gap in which no value of lower priority number is certainly
 * inside all the time: a free one. Go through the values from the lowest number up. A value comes
 * out in the first free gap that its operations allow, later if it was seen later; it goes in right
 * before its put ends, earlier if it was seen or came out earlier. The gaps strictly between those
 * two are then not free for higher numbers. Who finds the queue empty needs a gap that is free of
 * all.
 *
 * <p><b>Soundness.</b> What happens to a value bears on those of higher numbers only, and on who
 * finds nothing. The stay chosen is within every other possible one, because coming out must be in
 * a free gap and seeing must be in a free gap of the stay; so fewer gaps are taken from the others,
 * for all values at once. Conversely, in each gap let values come out first, lowest number first,
 * then let those that stay for no time come and go, then who finds nothing, then let values go in;
 * every operation is then in its interval, and finds what it should.
 *
 * <p>Values of equal numbers may come out in any order. A put of unknown outcome whose value nobody
 * saw is left out; else it never ended. A take of unknown outcome: if the rest is linearizable, all
 * is; if it is not even without the values that nobody is known to have taken, all is not; in
 * between nothing is said.
 *
 * <p><b>Cost.</b> O(n log n) for sorting; free gaps are found by two union-find forests, for the
 * next and the previous. About 100 bytes an operation. Compare Lee, Mathur, "Efficient
 * Decrease-and-Conquer Linearizability Monitoring", OOPSLA 2025, arXiv 2410.04581, who go through
 * the values from the other end; the argument is our own.
 */
final class PriorityMonitor {
  private static final String NAME = "priority-queue-monitor";

  private final History history;

  private int size;
  private int[] put = {};
  private int[] take = {};
  private long[] priority = {};
  private int[] seen = {};
  private int[] seenValue = {};
  private int[] empty = {};

  // By value, in gaps.
  private int[] in = {};
  private int[] out = {};
  private Timeline time;
  private FreeGaps free;

  PriorityMonitor(History history) {
    this.history = history;
    this.time = new Timeline(history, new int[0]);
    this.free = new FreeGaps(0);
  }

  Finding judge(int[] ordinals) {
    put = new int[ordinals.length];
    take = new int[ordinals.length];
    priority = new long[ordinals.length];
    Arrays.fill(take, -1);
    Map<Integer, Integer> numbers = new HashMap<>(2 * ordinals.length);
    IntStream.Builder takes = IntStream.builder();
    IntStream.Builder sights = IntStream.builder();
    IntStream.Builder found = IntStream.builder();
    boolean unknownTakes = false;
    for (int op : ordinals) {
      Outcome outcome = history.outcome(op);
      if (outcome == Outcome.FAIL) {
        continue;
      }
      String f = history.functionName(history.function(op));
      if (QueueFunctions.ENQUEUE.contains(f)) {
        Value value = history.operation(op).input();
        Value number = value instanceof Seq seq && seq.size() > 0 ? seq.get(0) : value;
        if (!(number instanceof Int least)) {
          return new Finding.NotApplicable("a priority is not a number");
        } else if (numbers.putIfAbsent(history.input(op), size) != null) {
          return new Finding.NotApplicable("a value was put in twice");
        }
        priority[size] = least.value();
        put[size++] = op;
      } else if (!QueueFunctions.DEQUEUE.contains(f) && !QueueFunctions.PEEK.contains(f)) {
        return new Finding.NotApplicable(
            "there are operations other than putting, taking and peeking");
      } else if (outcome == Outcome.INFO) {
        unknownTakes |= QueueFunctions.DEQUEUE.contains(f);
      } else if (history.value(op) == Dictionary.NIL) {
        found.add(op);
      } else if (QueueFunctions.DEQUEUE.contains(f)) {
        takes.add(op);
      } else {
        sights.add(op);
      }
    }
    empty = found.build().toArray();
    seen = sights.build().toArray();
    seenValue = new int[seen.length];
    for (int op : takes.build().toArray()) {
      Integer value = numbers.get(history.value(op));
      if (value == null) {
        return nobodyPut(op);
      } else if (take[value] >= 0) {
        return new Finding.Violated(
            NAME,
            Anomaly.DUPLICATE_MESSAGE,
            text(value) + " came out twice, but was put in once.",
            op,
            new int[] {put[value], take[value], op});
      }
      take[value] = op;
    }
    for (int i = 0; i < seen.length; i++) {
      Integer value = numbers.get(history.value(seen[i]));
      if (value == null) {
        return nobodyPut(seen[i]);
      }
      seenValue[i] = value;
    }
    Finding finding = decide(false);
    if (finding == null) {
      return new Finding.Consistent(NAME);
    }
    finding = unknownTakes ? decide(true) : finding;
    return finding == null
        ? new Finding.NotApplicable("the outcome of taking a value is unknown")
        : finding;
  }

  private Finding nobodyPut(int op) {
    return new Finding.Violated(
        NAME,
        Anomaly.UNEXPECTED_MESSAGE,
        history.operation(op).value() + " came out, but nobody had put it in.",
        op,
        new int[] {op});
  }

  /** Places all values; answers the first that has no place. */
  private @Nullable Finding decide(boolean takenOnly) {
    int[][] sights = new int[size][];
    int[] counts = new int[size];
    Arrays.stream(seenValue).forEach(v -> counts[v]++);
    Arrays.setAll(sights, v -> new int[counts[v]]);
    for (int i = 0; i < seen.length; i++) {
      sights[seenValue[i]][--counts[seenValue[i]]] = seen[i];
    }
    int[] values =
        IntStream.range(0, size)
            .filter(
                v ->
                    take[v] >= 0
                        || (!takenOnly
                            && (history.outcome(put[v]) == Outcome.OK || sights[v].length > 0)))
            .boxed()
            .sorted((a, b) -> Long.compare(priority[a], priority[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    IntStream.Builder all = IntStream.builder();
    for (int v : values) {
      all.add(put[v]);
      if (take[v] >= 0) {
        all.add(take[v]);
      }
      Arrays.stream(sights[v]).forEach(all::add);
    }
    Arrays.stream(empty).forEach(all::add);
    time = new Timeline(history, all.build().toArray());
    free = new FreeGaps(time.size() + 1);
    in = new int[size];
    out = new int[size];
    for (int from = 0, to; from < values.length; from = to) {
      for (to = from; to < values.length && same(values[from], values[to]); to++) {
        int v = values[to];
        int culprit = place(v, sights[v]);
        if (culprit >= 0) {
          return noPlace(values, to, sights, culprit);
        }
      }
      for (int i = from; i < to; i++) {
        free.take(in[values[i]] + 1, out[values[i]] - 1);
      }
    }
    for (int op : empty) {
      if (free.next(first(op)) > last(op)) {
        BitSet needed = new BitSet();
        needed.set(first(op), last(op) + 1);
        return violated(
            "the queue was found empty, but at every moment of that some value was certainly"
                + " inside.",
            op,
            reasons(values, values.length, sights, needed, op));
      }
    }
    return null;
  }

  private boolean same(int a, int b) {
    return priority[a] == priority[b];
  }

  /** The gap right after the invocation: gaps are numbered by the event before them, from 1. */
  private int first(int op) {
    return time.before(history.invoked(op)) + 1;
  }

  /** The gap right before the completion. */
  private int last(int op) {
    return time.before(history.completed(op));
  }

  /** Chooses the stay of a value; answers the operation that can't take effect, or -1. */
  private int place(int v, int[] sights) {
    int begin = first(put[v]);
    int latestIn = last(put[v]);
    int earliestOut = begin;
    for (int op : sights) {
      int next = free.next(Math.max(begin, first(op)));
      if (next > last(op)) {
        return op;
      }
      latestIn = Math.min(latestIn, free.previous(last(op)));
      earliestOut = Math.max(earliestOut, next);
    }
    if (take[v] < 0) {
      out[v] = time.size() + 1;
    } else {
      out[v] = free.next(Math.max(earliestOut, first(take[v])));
      if (out[v] > last(take[v])) {
        return take[v];
      }
    }
    in[v] = Math.min(latestIn, out[v]);
    return -1;
  }

  private Finding noPlace(int[] values, int rank, int[][] sights, int culprit) {
    int v = values[rank];
    if (history.completed(culprit) < history.invoked(put[v])) {
      return new Finding.Violated(
          NAME,
          Anomaly.UNEXPECTED_MESSAGE,
          text(v) + " came out before anybody began to put it in.",
          culprit,
          new int[] {put[v], culprit});
    }
    BitSet needed = new BitSet();
    needed.set(first(put[v]), last(culprit) + 1);
    int[] reasons = reasons(values, rank, sights, needed, culprit, put[v]);
    int[] own = Arrays.copyOf(reasons, reasons.length + sights[v].length);
    System.arraycopy(sights[v], 0, own, reasons.length, sights[v].length);
    return violated(
        text(v)
            + " came out, but at every moment at which it can have, a lower one was certainly"
            + " inside.",
        culprit,
        own);
  }

  /**
   * The operations on the values before a rank that take the gaps needed, and on those that made
   * these stay so long.
   */
  private int[] reasons(int[] values, int rank, int[][] sights, BitSet needed, int... more) {
    IntStream.Builder shown = IntStream.builder();
    Arrays.stream(more).forEach(shown::add);
    for (int i = rank - 1; i >= 0; i--) {
      int v = values[i];
      int gap = needed.nextSetBit(in[v] + 1);
      if (gap < 0 || gap >= out[v]) {
        continue;
      }
      shown.add(put[v]);
      Arrays.stream(sights[v]).forEach(shown::add);
      int since = first(put[v]);
      if (take[v] >= 0) {
        shown.add(take[v]);
        needed.set(since, out[v]);
      }
      for (int op : sights[v]) {
        needed.set(since, last(op) + 1);
      }
    }
    return shown.build().distinct().toArray();
  }

  private String text(int value) {
    return history.operation(put[value]).input().toString();
  }

  private Finding violated(String summary, int culprit, int[] operations) {
    return new Finding.Violated(
        NAME,
        Anomaly.NOT_LINEARIZABLE,
        summary,
        culprit,
        Arrays.stream(operations).distinct().toArray());
  }
}

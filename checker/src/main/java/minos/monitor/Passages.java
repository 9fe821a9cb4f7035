package minos.monitor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.QueueFunctions;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * The operations on a queue or stack by value: when each value came in and went out, and who found
 * the object empty.
 *
 * <p>Failed operations did not happen. A put of unknown outcome whose value nobody took is left
 * out: it need not have happened, and that it did helps nobody, for a value that stays inside is
 * only in the way of takes. One whose value was taken happened, and never ended. A value that was
 * never taken is taken after everything else.
 *
 * <p>A take of unknown outcome may have removed any value that nobody is known to have taken, or
 * nothing. If the operations are linearizable without such takes, they are with them. If they are
 * not even without all values whose take is not known, which would keep a linearizable history
 * linearizable, they are not at all. In between nothing is said.
 */
final class Passages {
  /** When a value that nobody took goes out: after all events, and all such values at once. */
  static final int END = History.NEVER - 1;

  final String name;
  final History history;
  private final boolean queue;
  private final int[] ordinals;

  /** How many values there are. */
  int size;

  /** By value: the operation that put it in. */
  int[] put = {};

  /** By value: the operation that took it out, or -1. */
  int[] take = {};

  /** The takes that found the object empty. */
  int[] empty = {};

  /** Whether there are takes of unknown outcome. */
  boolean unknownTakes;

  Passages(boolean queue, History history, int[] ordinals) {
    this.queue = queue;
    this.name = queue ? "queue" : "stack";
    this.history = history;
    this.ordinals = ordinals;
  }

  String algorithm() {
    return queue ? "queue-monitor" : "stack-monitor";
  }

  /** Sorts the operations by value; answers what can be said at once, else null. */
  @Nullable Finding read() {
    put = new int[ordinals.length];
    take = new int[ordinals.length];
    empty = new int[ordinals.length];
    Arrays.fill(take, -1);
    Map<Integer, Integer> numbers = new HashMap<>(2 * ordinals.length);
    int[] takes = new int[ordinals.length];
    int taken = 0;
    int found = 0;
    for (int op : ordinals) {
      Outcome outcome = history.outcome(op);
      if (outcome == Outcome.FAIL) {
        continue;
      }
      String f = history.functionName(history.function(op));
      if ((queue ? QueueFunctions.ENQUEUE : QueueFunctions.PUSH).contains(f)) {
        int value = history.input(op);
        if (value == Dictionary.NIL || value == Dictionary.ABSENT) {
          return new Finding.NotApplicable("nil was put in, which also stands for empty");
        } else if (numbers.putIfAbsent(value, size) != null) {
          return new Finding.NotApplicable("a value was put in twice");
        }
        put[size++] = op;
      } else if (!(queue ? QueueFunctions.DEQUEUE : QueueFunctions.POP).contains(f)) {
        return new Finding.NotApplicable("there are operations other than putting and taking");
      } else if (outcome == Outcome.INFO) {
        unknownTakes = true;
      } else if (history.value(op) == Dictionary.NIL) {
        empty[found++] = op;
      } else {
        takes[taken++] = op;
      }
    }
    empty = Arrays.copyOf(empty, found);
    for (int i = 0; i < taken; i++) {
      int op = takes[i];
      Integer value = numbers.get(history.value(op));
      if (value == null) {
        return violated(
            Anomaly.UNEXPECTED_MESSAGE,
            history.operation(op).value() + " came out, but nobody had put it in.",
            op,
            op);
      } else if (take[value] >= 0) {
        return violated(
            Anomaly.DUPLICATE_MESSAGE,
            history.operation(op).value() + " came out twice, but was put in once.",
            op,
            put[value],
            take[value],
            op);
      } else if (history.completed(op) < history.invoked(put[value])) {
        return violated(
            Anomaly.UNEXPECTED_MESSAGE,
            history.operation(op).value() + " came out before anybody began to put it in.",
            op,
            put[value],
            op);
      }
      take[value] = op;
    }
    keep(false);
    return null;
  }

  /** Leaves out the values that nobody is known to have taken. */
  void dropUntaken() {
    keep(true);
  }

  private void keep(boolean takenOnly) {
    int kept = 0;
    for (int v = 0; v < size; v++) {
      if (take[v] >= 0 || (!takenOnly && history.outcome(put[v]) == Outcome.OK)) {
        put[kept] = put[v];
        take[kept++] = take[v];
      }
    }
    size = kept;
  }

  int putInvoked(int value) {
    return history.invoked(put[value]);
  }

  int putCompleted(int value) {
    return history.completed(put[value]);
  }

  int takeInvoked(int value) {
    return take[value] < 0 ? END : history.invoked(take[value]);
  }

  int takeCompleted(int value) {
    return take[value] < 0 ? History.NEVER : history.completed(take[value]);
  }

  /**
   * Whether the value is certainly inside for some time: taking it began after putting it ended.
   */
  boolean stays(int value) {
    return putCompleted(value) < takeInvoked(value);
  }

  String text(int value) {
    return history.operation(put[value]).input().toString();
  }

  /** The values that {@linkplain #stays stay}, in the order in which putting them ended. */
  int[] staying() {
    long[] keys = new long[size];
    int n = 0;
    for (int v = 0; v < size; v++) {
      if (stays(v)) {
        keys[n++] = ((long) putCompleted(v) << 32) | v;
      }
    }
    Arrays.sort(keys, 0, n);
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = (int) keys[i];
    }
    return values;
  }

  /** The operations that put these values in and took them out. */
  int[] operations(int[] values, int... more) {
    int[] all = Arrays.copyOf(more, more.length + 2 * values.length);
    int n = more.length;
    for (int v : values) {
      all[n++] = put[v];
      if (take[v] >= 0) {
        all[n++] = take[v];
      }
    }
    return Arrays.copyOf(all, n);
  }

  Finding violated(Anomaly anomaly, String summary, int culprit, int... operations) {
    return new Finding.Violated(algorithm(), anomaly, summary, culprit, operations);
  }

  /**
   * A take that found the object empty while some value was certainly inside at every moment of it,
   * with the fewest values that show it; null if there is none.
   */
  @Nullable Finding emptyWhileFull() {
    int[] staying = staying();
    int[] reach = new int[staying.length];
    // By rank: the first value of the island that the rank is in.
    int[] first = new int[staying.length];
    int end = -1;
    for (int i = 0; i < staying.length; i++) {
      boolean opens = putCompleted(staying[i]) > end;
      first[i] = opens ? i : first[i - 1];
      end = Math.max(end, takeInvoked(staying[i]));
      reach[i] = end;
    }
    for (int op : empty) {
      int i = lastBefore(staying, history.invoked(op));
      if (i >= 0
          && reach[i] > history.invoked(op)
          && islandEnd(staying, reach, first, i) > history.completed(op)) {
        return violated(
            Anomaly.NOT_LINEARIZABLE,
            "the "
                + name
                + " was found empty, but at every moment of that some value was certainly inside.",
            op,
            operations(cover(staying, first[i], op), op));
      }
    }
    return null;
  }

  /** The last rank whose value was inside before a position, or -1. */
  private int lastBefore(int[] staying, int position) {
    int low = 0;
    int high = staying.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (putCompleted(staying[middle]) < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Where the island of a rank ends. */
  private int islandEnd(int[] staying, int[] reach, int[] first, int rank) {
    int low = rank;
    int high = staying.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (first[middle] == first[rank]) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return reach[low];
  }

  /** Greedily: of the values inside by the time reached so far, the one that stays longest. */
  private int[] cover(int[] staying, int from, int op) {
    int[] chosen = new int[staying.length];
    int n = 0;
    int reached = history.invoked(op);
    int i = from;
    while (reached < history.completed(op)) {
      int best = -1;
      while (i < staying.length && putCompleted(staying[i]) < reached) {
        if (best < 0 || takeInvoked(staying[i]) > takeInvoked(best)) {
          best = staying[i];
        }
        i++;
      }
      if (best < 0) {
        break;
      }
      chosen[n++] = best;
      reached = Math.max(reached, takeInvoked(best));
    }
    return Arrays.copyOf(chosen, n);
  }
}

package minos.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.QueueFunctions;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Is a history of a queue without an order linearizable? Values may be put in any number of times.
 *
 * <p><b>Idea.</b> Keep as few values inside as possible, see {@link Fewest}: every value is an
 * item, and all are of one group, which must be empty when somebody finds the queue empty.
 *
 * <p><b>Soundness.</b> That of {@link Fewest}, while all takes are known: exact if every value is
 * put in at most once or nobody found the queue empty, and else sometimes not applicable. A take of
 * unknown outcome may have taken any value, or none. So if the others are linearizable by
 * themselves, all are. And if they are not even when only those values count as inside that were
 * not put in more often than they are known to have been taken, so that no other take can have had
 * them, all are not: a linearizable history remains so without the operations on some values. In
 * between nothing is said.
 *
 * <p><b>Cost.</b> O(n log n).
 */
final class PoolMonitor {
  private static final String NAME = "pool-monitor";

  private final History history;

  PoolMonitor(History history) {
    this.history = history;
  }

  Finding judge(int[] ordinals) {
    int[] ops = new int[ordinals.length];
    int[] items = new int[ordinals.length];
    List<Fewest.Act> acts = new ArrayList<>(ordinals.length);
    Map<Integer, Integer> numbers = new HashMap<>(2 * ordinals.length);
    boolean unknownTakes = false;
    int n = 0;
    for (int op : ordinals) {
      String f = history.functionName(history.function(op));
      boolean put = QueueFunctions.ENQUEUE.contains(f);
      if (history.outcome(op) == Outcome.FAIL) {
        continue;
      } else if (!put && !QueueFunctions.DEQUEUE.contains(f)) {
        return new Finding.NotApplicable("there are operations other than putting and taking");
      } else if (!put && history.outcome(op) == Outcome.INFO) {
        unknownTakes = true;
        continue;
      }
      int value = put ? history.input(op) : history.value(op);
      boolean nil = value == Dictionary.NIL || value == Dictionary.ABSENT;
      if (put && nil) {
        return new Finding.NotApplicable("nil was put in, which also stands for empty");
      }
      ops[n] = op;
      items[n++] = nil ? 0 : numbers.computeIfAbsent(value, any -> numbers.size());
      acts.add(put ? Fewest.Act.PUT : nil ? Fewest.Act.MISS : Fewest.Act.TAKE);
    }
    int[] kept = Arrays.copyOf(ops, n);
    Fewest.Act[] act = acts.toArray(Fewest.Act[]::new);
    boolean[] counts = new boolean[numbers.size()];
    Arrays.fill(counts, true);
    int[] one = new int[counts.length];
    if (!unknownTakes) {
      Finding finding = conflict(kept, act, items, counts);
      if (finding != null) {
        return finding;
      }
    }
    if (new Fewest(history, kept, act, items, one, counts).explained()) {
      return new Finding.Consistent(NAME);
    } else if (!unknownTakes) {
      return new Finding.NotApplicable("a value was put in twice, and somebody found nothing");
    }
    int[] untaken = new int[numbers.size()];
    for (int i = 0; i < n; i++) {
      if (act[i] != Fewest.Act.MISS) {
        untaken[items[i]] += act[i] == Fewest.Act.PUT ? 1 : -1;
      }
    }
    for (int it = 0; it < counts.length; it++) {
      counts[it] = untaken[it] <= 0;
    }
    Finding finding = conflict(kept, act, items, counts);
    return finding == null
        ? new Finding.NotApplicable("the outcome of taking a value is unknown")
        : finding;
  }

  private @Nullable Finding conflict(int[] ops, Fewest.Act[] acts, int[] items, boolean[] counts) {
    Fewest.Conflict conflict =
        new Fewest(history, ops, acts, items, new int[counts.length], counts).conflict();
    if (conflict == null) {
      return null;
    }
    int culprit = ops[conflict.culprit()];
    boolean[] shown = new boolean[counts.length];
    Arrays.stream(conflict.items()).forEach(it -> shown[it] = true);
    boolean miss = acts[conflict.culprit()] == Fewest.Act.MISS;
    int[] proof =
        IntStream.range(0, ops.length)
            .filter(i -> acts[i] != Fewest.Act.MISS && shown[items[i]])
            .map(i -> ops[i])
            .filter(op -> history.invoked(op) < history.completed(culprit))
            .toArray();
    if (miss) {
      proof = Arrays.copyOf(proof, proof.length + 1);
      proof[proof.length - 1] = culprit;
      return new Finding.Violated(
          NAME,
          Anomaly.NOT_LINEARIZABLE,
          "the queue was found empty, but at every moment of that some value was certainly inside.",
          culprit,
          proof);
    }
    boolean twice =
        Arrays.stream(proof).anyMatch(op -> history.input(op) == history.value(culprit));
    return new Finding.Violated(
        NAME,
        twice ? Anomaly.DUPLICATE_MESSAGE : Anomaly.UNEXPECTED_MESSAGE,
        history.operation(culprit).value()
            + (twice
                ? " came out more often than anybody had begun to put it in."
                : " came out, but nobody had begun to put it in."),
        culprit,
        proof);
  }
}

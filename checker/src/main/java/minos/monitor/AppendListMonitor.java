package minos.monitor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Functions;
import minos.spec.NilRead;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Is a history of a list linearizable, to which every value is appended at most once?
 *
 * <p><b>Idea.</b> The longest list that anybody read says in which order its values came in; every
 * other list that was read must be a beginning of it, and has its place in that order by its
 * length. Values that nobody read came in after all of them. So the order of the operations is
 * known, and real time must not contradict it.
 *
 * <p><b>Soundness.</b> A list only grows at its end, so each read has the order of all values that
 * came before it, and values of unknown outcome that nobody read are left out: that they came in
 * helps nobody. Values appended after the last that was read may come in any order. Reads of
 * unknown outcome say nothing. Exact unless a value is appended twice.
 *
 * <p><b>Cost.</b> O(n log n) and the length of the lists that were read. The idea is that of Elle
 * for lists: Kingsbury, Alvaro, VLDB 2020, arXiv 2003.10554.
 */
final class AppendListMonitor {
  private static final String NAME = "append-list-monitor";

  private final History history;
  private final List<Value> initial;
  private final NilRead nil;

  AppendListMonitor(History history, List<Value> initial, NilRead nil) {
    this.history = history;
    this.initial = initial;
    this.nil = nil;
  }

  Finding judge(int[] ordinals) {
    Map<Value, Integer> appends = new HashMap<>(2 * ordinals.length);
    int[] reads = new int[ordinals.length];
    int n = 0;
    int longest = -1;
    for (int op : ordinals) {
      Outcome outcome = history.outcome(op);
      if (outcome == Outcome.FAIL) {
        continue;
      }
      String f = history.functionName(history.function(op));
      if (f.equals("append") || f.equals("add")) {
        if (appends.putIfAbsent(history.operation(op).input(), op) != null) {
          return new Finding.NotApplicable("a value was appended twice");
        }
      } else if (!Functions.READ.contains(f)) {
        return new Finding.NotApplicable("there are operations other than append and read");
      } else if (outcome == Outcome.OK
          && (nil == NilRead.ABSENT || history.value(op) != Dictionary.NIL)) {
        if (list(op) == null) {
          return violated("it read " + history.operation(op).value() + ", which is no list.", op);
        }
        reads[n++] = op;
        longest = longest < 0 || length(op) > length(longest) ? op : longest;
      }
    }
    reads = Arrays.copyOf(reads, n);
    List<Value> order = longest < 0 ? initial : items(longest);
    Finding finding = beginnings(reads, longest, order, appends);
    return finding != null ? finding : inOrder(reads, longest, order, appends);
  }

  private @Nullable Finding beginnings(
      int[] reads, int longest, List<Value> order, Map<Value, Integer> appends) {
    int last = Dictionary.NIL;
    for (int read : reads) {
      if (history.value(read) == last && last != Dictionary.NIL) {
        continue;
      }
      List<Value> items = items(read);
      if (items.size() < initial.size() || !items.subList(0, initial.size()).equals(initial)) {
        return violated("it read a list that does not begin with " + new Seq(initial) + ".", read);
      } else if (!items.equals(order.subList(0, items.size()))) {
        int[] appended =
            Stream.concat(items.stream(), order.stream())
                .map(value -> appends.getOrDefault(value, longest))
                .mapToInt(Integer::intValue)
                .toArray();
        appended = Arrays.copyOf(appended, appended.length + 1);
        appended[appended.length - 1] = longest;
        return violated(
            "it read a list that is not the beginning of a longer list that was read.",
            read,
            appended);
      }
      last = history.value(read);
    }
    return null;
  }

  private Finding inOrder(
      int[] reads, int longest, List<Value> order, Map<Value, Integer> appends) {
    Map<Value, Integer> place = new HashMap<>(2 * order.size());
    Ladder ladder = new Ladder(history, reads.length + appends.size());
    for (int i = initial.size(); i < order.size(); i++) {
      Integer append = appends.get(order.get(i));
      if (append == null) {
        return violated("it read " + order.get(i) + ", but nobody had appended it.", longest);
      } else if (place.putIfAbsent(order.get(i), i) != null) {
        return violated(
            "it read " + order.get(i) + " twice, but it was appended once.", longest, append);
      }
      ladder.add(2L * i + 1, append);
    }
    for (int read : reads) {
      ladder.add(2L * length(read), read);
    }
    appends.forEach(
        (value, op) -> {
          if (!place.containsKey(value) && history.outcome(op) == Outcome.OK) {
            ladder.add(2L * order.size() + 1, op);
          }
        });
    int[] conflict = ladder.conflict();
    if (conflict == null) {
      return new Finding.Consistent(NAME);
    }
    // All values up to the two: a list with others in between says nothing without them.
    int end = longest < 0 ? 0 : length(longest);
    int[] proof = new int[end + 3];
    int size = 0;
    proof[size++] = conflict[0];
    proof[size++] = conflict[1];
    for (int i = initial.size(); i < end; i++) {
      proof[size++] = appends.getOrDefault(order.get(i), conflict[0]);
    }
    if (longest >= 0) {
      proof[size++] = longest;
    }
    // Who came last in time is the one to wonder about.
    return violated(
        text(conflict[0])
            + " began after "
            + text(conflict[1])
            + " had ended, but comes before it in the lists that were read.",
        conflict[0],
        Arrays.copyOf(proof, size));
  }

  private String text(int op) {
    boolean read = Functions.READ.contains(history.functionName(history.function(op)));
    return read
        ? "a read of " + length(op) + (length(op) == 1 ? " value" : " values")
        : "the append of " + history.operation(op).input();
  }

  private @Nullable Seq list(int read) {
    Value value = history.operation(read).value();
    return value instanceof Seq seq ? seq : value.isNil() ? Seq.EMPTY : null;
  }

  private List<Value> items(int read) {
    Seq seq = list(read);
    return seq == null ? List.of() : seq.items();
  }

  private int length(int read) {
    return items(read).size();
  }

  private static Finding violated(String summary, int culprit, int... more) {
    int[] operations = Arrays.copyOf(more, more.length + 1);
    operations[more.length] = culprit;
    return new Finding.Violated(
        NAME,
        Anomaly.NOT_LINEARIZABLE,
        summary,
        culprit,
        Arrays.stream(operations).distinct().toArray());
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * {@code long-fork}: do all reads of a group of keys see its writes in one order?
 *
 * <p><b>Question.</b> Each key is written once. A read of a whole group sees some of its keys
 * written and the others not yet. Under one order of the writes any two reads of a group are
 * comparable: one sees all that the other sees. Two reads each of which sees a write that the other
 * misses are a long fork, which parallel snapshot isolation allows and snapshot isolation does not.
 *
 * <p><b>Idea.</b> The sets of written keys that a group's reads saw must form a chain under
 * inclusion. Sorted by size, they do iff each is contained in the next.
 *
 * <p><b>Soundness.</b> Exact for reads of the same keys. Reads of another number of keys than the
 * group's size, a key with two values, or a key written twice leave it undecided, as in Jepsen.
 *
 * <p><b>Cost.</b> n log n comparisons of sets of the group's size.
 */
final class LongFork implements Workload {
  private static final int FORKS_SHOWN = 8;

  @Override
  public String name() {
    return "long-fork";
  }

  @Override
  public String algorithm() {
    return "chain of the reads of each group";
  }

  /**
   * Two reads that are comparable are so whatever else there is. A read needs one of those that
   * wrote a value which it saw, so that none is left without its explanation.
   */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    Writers writes = Writers.none(history);
    for (int op : slice.operations()) {
      if (Shapes.input(history, op) instanceof Seq txn && txn.size() == 1) {
        written(txn.get(0)).ifPresent(write -> writes.add(write, op));
      }
    }
    for (int op : slice.operations()) {
      if (history.outcome(op) == Outcome.OK && Shapes.value(history, op) instanceof Seq txn) {
        for (Value part : txn.items()) {
          seen(part).ifPresent(write -> excuses.any(op, writes.of(write)));
        }
      }
    }
  }

  private static Optional<Value> written(Value part) {
    return part instanceof Seq op && op.size() == 3 && op.get(0).letters().equals("w")
        ? Optional.of(Value.seq(op.get(1), op.get(2)))
        : Optional.empty();
  }

  private static Optional<Value> seen(Value part) {
    return part instanceof Seq op
            && op.size() == 3
            && op.get(0).letters().equals("r")
            && !op.get(2).isNil()
        ? Optional.of(Value.seq(op.get(1), op.get(2)))
        : Optional.empty();
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    new Run(slice, options, progress, report).run();
  }

  /** The keys that a read asked for, as ascending numbers. */
  private static final class Group {
    private final int[] numbers;

    Group(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Group group && Arrays.equals(numbers, group.numbers);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
      return Arrays.toString(numbers);
    }
  }

  private static final class Run {
    private final Slice slice;
    private final History history;
    private final WorkloadOptions options;
    private final Progress progress;
    private final Report report;
    private final Elements keys = new Elements();
    private final Map<Integer, Value> values = new HashMap<>();
    private final BitSet writtenKeys = new BitSet();
    // Of each group, the sets of keys that its reads saw written, each with its first read.
    private final Map<Group, Map<BitSet, Integer>> groups = new LinkedHashMap<>();
    private final List<Value> forks = new ArrayList<>();
    private int size;
    private int reads;
    private int early;
    private int late;

    Run(Slice slice, WorkloadOptions options, Progress progress, Report report) {
      this.slice = slice;
      this.history = slice.history();
      this.options = options;
      this.progress = progress;
      this.report = report;
      this.size = options.groupSize().orElse(0);
    }

    void run() {
      for (int operation : slice.operations()) {
        progress.step();
        if (!(Shapes.value(history, operation) instanceof Seq txn) || txn.items().isEmpty()) {
          continue;
        }
        if (isAll(txn, "r")) {
          if (history.outcome(operation) == Outcome.OK) {
            read(operation, txn);
          }
        } else if (txn.size() == 1 && isAll(txn, "w")) {
          write(txn);
        } else {
          report.undecided(
              Cause.Kind.UNSUPPORTED,
              "a transaction of a long-fork history writes one key or reads a group, but one is "
                  + txn);
        }
      }
      if (options.groupSize().isEmpty() && size > 0) {
        report.assume("groups have " + size + " keys, as the first read has");
      }
      groups.values().forEach(this::chain);
      report.put("reads-count", reads);
      report.put("early-read-count", early);
      report.put("late-read-count", late);
      if (report.violated()) {
        report.put("forks", forks);
      }
      if (reads < 2) {
        report.undecided(
            Cause.Kind.NOTHING_INFERRED,
            "it takes two successful reads of a group to compare; there are " + reads);
      }
    }

    private static boolean isAll(Seq txn, String f) {
      for (Value op : txn.items()) {
        if (!(op instanceof Seq seq) || seq.size() != 3 || !seq.get(0).letters().equals(f)) {
          return false;
        }
      }
      return true;
    }

    private static Seq part(Seq txn, int place) {
      if (txn.get(place) instanceof Seq seq) {
        return seq;
      }
      throw new IllegalArgumentException("no micro-operation: " + txn.get(place));
    }

    private void write(Seq txn) {
      Value key = part(txn, 0).get(1);
      int number = keys.number(key);
      if (writtenKeys.get(number)) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "each key of a long-fork history is written once, but " + key + " is written twice");
      }
      writtenKeys.set(number);
    }

    private void read(int operation, Seq txn) {
      size = size == 0 ? txn.size() : size;
      if (txn.size() != size) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "every read of a long-fork history reads "
                + size
                + " keys, but one reads "
                + txn.size()
                + ": "
                + txn
                + "; choose the size of the groups with --group-size");
        return;
      }
      int[] numbers = new int[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = keys.number(part(txn, i).get(1));
      }
      int[] sorted = numbers.clone();
      Arrays.sort(sorted);
      BitSet written = new BitSet(size);
      for (int i = 0; i < size; i++) {
        Value value = part(txn, i).get(2);
        if (!value.isNil()) {
          written.set(Arrays.binarySearch(sorted, numbers[i]));
          compare(part(txn, i).get(1), numbers[i], value);
        }
      }
      reads++;
      early += written.isEmpty() ? 1 : 0;
      late += written.cardinality() == size ? 1 : 0;
      groups
          .computeIfAbsent(new Group(sorted), group -> new HashMap<>())
          .putIfAbsent(written, operation);
    }

    private void compare(Value key, int number, Value value) {
      Value known = values.putIfAbsent(number, value);
      if (known != null && !known.equals(value)) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "each key of a long-fork history is written once, but reads of "
                + key
                + " returned "
                + known
                + " and "
                + value);
      }
    }

    private void chain(Map<BitSet, Integer> snapshots) {
      List<BitSet> bySize = new ArrayList<>(snapshots.keySet());
      bySize.sort(Comparator.comparingInt(BitSet::cardinality));
      for (int i = 1; i < bySize.size(); i++) {
        progress.step();
        BitSet missed = (BitSet) bySize.get(i - 1).clone();
        missed.andNot(bySize.get(i));
        if (!missed.isEmpty()) {
          fork(snapshots.get(bySize.get(i - 1)), snapshots.get(bySize.get(i)));
        }
      }
    }

    private void fork(@Nullable Integer one, @Nullable Integer other) {
      if (one == null || other == null) {
        throw new IllegalArgumentException("a snapshot without a read");
      }
      int first = Math.min(one, other);
      int second = Math.max(one, other);
      if (forks.size() < FORKS_SHOWN) {
        forks.add(Value.seq(Shapes.operation(history, first), Shapes.operation(history, second)));
      }
      if (report.full(Anomaly.LONG_FORK)) {
        report.count(Anomaly.LONG_FORK);
        return;
      }
      Value x = seenOnlyBy(first, second);
      Value y = seenOnlyBy(second, first);
      report.violated(
          Anomaly.LONG_FORK,
          "two reads of a group saw its writes in opposite orders: one saw "
              + x
              + " written and "
              + y
              + " not yet, the other "
              + y
              + " and not yet "
              + x
              + ".",
          second,
          new int[] {first},
          "The first read has a value of " + x + " and none of " + y + ": " + x + " came first.",
          "The second has a value of " + y + " and none of " + x + ": " + y + " came first.",
          "Both keys are written once, so no order of the two writes explains both reads.");
    }

    private Value seenOnlyBy(int reader, int other) {
      Map<Value, Value> seen = byKey(reader);
      Map<Value, Value> missed = byKey(other);
      for (Map.Entry<Value, Value> entry : seen.entrySet()) {
        Value there = missed.get(entry.getKey());
        if (!entry.getValue().isNil() && there != null && there.isNil()) {
          return entry.getKey();
        }
      }
      throw new IllegalArgumentException("reads " + reader + " and " + other + " are comparable");
    }

    private Map<Value, Value> byKey(int read) {
      Map<Value, Value> byKey = new LinkedHashMap<>();
      if (Shapes.value(history, read) instanceof Seq txn) {
        for (int i = 0; i < txn.size(); i++) {
          byKey.put(part(txn, i).get(1), part(txn, i).get(2));
        }
      }
      return byKey;
    }
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Members;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Dirty reads as in Jepsen's test of Elasticsearch: {@code write} adds a value, {@code read} looks
 * for one, and in the end every process makes a {@code strong-read} of all values.
 *
 * <p>A value that was read but is in no strong read was dirty; one that was acknowledged before the
 * strong reads began and is in none of them is lost; the strong reads must agree. Exact, linear.
 */
final class StrongReads {
  private StrongReads() {}

  /**
   * What may be left out. Everything needs one of the strong reads, or there would be none and
   * other rules. A read needs a strong read with its value; a write too, and if none has it, one
   * that began before the write ended, so that it is not settled. Writes of one value go together,
   * for the last counts. Strong reads that agree do so among fewer; each needs a write of what it
   * saw, so that it is not left without its explanation.
   */
  static void excuse(Slice slice, Excuses excuses) {
    History history = slice.history();
    int read = history.functionNumber("read");
    int write = history.functionNumber("write");
    int strong = history.functionNumber("strong-read");
    Writers having = Writers.none(history);
    List<Integer> all = new ArrayList<>();
    List<Integer> ok = new ArrayList<>();
    for (int op : slice.operations()) {
      Collection<Value> members = Shapes.collection(Shapes.value(history, op));
      if (history.function(op) == strong) {
        all.add(op);
        if (history.outcome(op) == Outcome.OK && members != null) {
          ok.add(op);
          new LinkedHashSet<>(members).forEach(member -> having.add(member, op));
        }
      }
    }
    Writers writes = Writers.of(slice, "write");
    int[] strongReads = all.stream().mapToInt(Integer::intValue).toArray();
    for (int op : slice.operations()) {
      Value value = Shapes.value(history, op);
      boolean plain = history.function(op) == read || history.function(op) == write;
      if (history.function(op) != strong) {
        excuses.any(op, strongReads);
      }
      if (plain && history.outcome(op) == Outcome.OK) {
        excuses.any(op, having.of(value));
        excuses.any(op, writes.of(value));
      }
      if (history.function(op) == write && history.outcome(op) == Outcome.OK) {
        int[] early =
            ok.stream()
                .mapToInt(Integer::intValue)
                .filter(s -> history.invoked(s) <= history.completed(op))
                .toArray();
        if (having.of(value).length == 0) {
          excuses.any(op, early);
        }
      }
    }
    for (Value value : having.values()) {
      for (int op : having.of(value)) {
        excuses.any(op, writes.of(value));
      }
    }
    for (Value value : writes.values()) {
      excuses.together(writes.of(value));
    }
  }

  static void judge(Slice slice, Progress progress, Report report) {
    History history = slice.history();
    int write = history.functionNumber("write");
    int read = history.functionNumber("read");
    int strong = history.functionNumber("strong-read");
    Elements values = new Elements();
    int[] writers = new int[16];
    int[] readers = new int[16];
    int[] copies = new int[16];
    int strongReads = 0;
    int firstStrong = -1;
    int lastStrong = -1;
    int begun = History.NEVER;
    for (int operation : slice.operations()) {
      progress.step();
      if (history.outcome(operation) != Outcome.OK) {
        continue;
      }
      int function = history.function(operation);
      Collection<Value> all = members(history, operation, function == strong);
      if (all == null) {
        continue;
      }
      if (function == strong) {
        strongReads++;
        firstStrong = firstStrong < 0 ? operation : firstStrong;
        lastStrong = operation;
        begun = Math.min(begun, history.invoked(operation));
      }
      for (Value value : all) {
        progress.step();
        int v = values.number(value);
        if (v >= copies.length) {
          writers = Arrays.copyOf(writers, v * 2);
          readers = Arrays.copyOf(readers, v * 2);
          copies = Arrays.copyOf(copies, v * 2);
        }
        if (function == strong) {
          copies[v]++;
        } else if (function == write) {
          writers[v] = operation + 1;
        } else if (function == read) {
          readers[v] = operation + 1;
        }
      }
    }
    if (strongReads == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no strong read succeeded");
      return;
    }
    List<Value> dirty = new ArrayList<>();
    List<Value> lost = new ArrayList<>();
    List<Value> someLost = new ArrayList<>();
    List<Value> notOnAll = new ArrayList<>();
    int reads = 0;
    int onAll = 0;
    int onSome = 0;
    int unchecked = 0;
    int lostWriter = -1;
    for (int v = 0; v < values.size(); v++) {
      boolean everywhere = copies[v] >= strongReads;
      boolean somewhere = copies[v] > 0;
      reads += readers[v] > 0 ? 1 : 0;
      onAll += everywhere ? 1 : 0;
      onSome += somewhere ? 1 : 0;
      unchecked += somewhere && readers[v] == 0 ? 1 : 0;
      if (somewhere && !everywhere) {
        notOnAll.add(values.name(v));
      }
      if (readers[v] > 0 && !somewhere) {
        dirty.add(values.name(v));
        report.violated(
            Anomaly.DIRTY_READ,
            "a read saw " + values.name(v) + ", but none of the strong reads in the end has it.",
            readers[v] - 1,
            new int[] {lastStrong});
      }
      boolean settled = writers[v] > 0 && history.completed(writers[v] - 1) < begun;
      if (settled && !everywhere) {
        someLost.add(values.name(v));
      }
      if (settled && !somewhere) {
        lost.add(values.name(v));
        lostWriter = lostWriter < 0 ? writers[v] - 1 : lostWriter;
      }
    }
    report.put("nodes-agree?", notOnAll.isEmpty());
    report.put("read-count", reads);
    report.put("on-all-count", onAll);
    report.put("on-some-count", onSome);
    report.put("unchecked-count", unchecked);
    report.put("not-on-all-count", notOnAll.size());
    report.put("not-on-all", new Members(new LinkedHashSet<>(notOnAll)));
    report.put("dirty-count", dirty.size());
    report.put("dirty", new Members(new LinkedHashSet<>(dirty)));
    report.put("lost-count", lost.size());
    report.put("lost", new Members(new LinkedHashSet<>(lost)));
    report.put("some-lost-count", someLost.size());
    report.put("some-lost", new Members(new LinkedHashSet<>(someLost)));
    if (!lost.isEmpty()) {
      report.violated(
          Anomaly.LOST_ELEMENT,
          lost.size()
              + (lost.size() == 1 ? " acknowledged write is" : " acknowledged writes are")
              + " in none of the strong reads: "
              + IntervalSet.of(lost).value()
              + ".",
          lastStrong,
          new int[] {lostWriter});
    }
    if (!notOnAll.isEmpty()) {
      report.violated(
          Anomaly.DIVERGENT_READS,
          "the strong reads in the end differ: not all of them have "
              + IntervalSet.of(notOnAll).value()
              + ".",
          lastStrong,
          new int[] {firstStrong});
    }
  }

  private static @Nullable Collection<Value> members(
      History history, int operation, boolean strong) {
    Value value = Shapes.value(history, operation);
    return strong ? Shapes.collection(value) : List.of(value);
  }
}

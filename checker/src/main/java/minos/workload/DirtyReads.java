package minos.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code dirty-reads}: does any read see what a failed transaction wrote?
 *
 * <p><b>Idea.</b> Two shapes are known, told apart by their operations:
 *
 * <ul>
 *   <li>As in Jepsen's test of Galera: a {@code write} sets every row to its value, a {@code read}
 *       returns all rows. A value of a failed write is a dirty read. Rows that differ ({@code
 *       :inconsistent-reads}) are told, but not judged.
 *   <li>As in that of Elasticsearch, if there is a {@code strong-read}: {@link StrongReads}.
 * </ul>
 *
 * <p><b>Soundness.</b> Exact if values are written once. <b>Cost.</b> Linear in the sizes of the
 * reads.
 */
final class DirtyReads implements Workload {
  private static final int LISTED = 100;

  @Override
  public String name() {
    return "dirty-reads";
  }

  @Override
  public String algorithm() {
    return "reads of failed writes";
  }

  /**
   * Where there are strong reads, as {@link StrongReads} says. Else a read of a row whose write
   * failed needs another write of that value, which may have happened, and any read one of the
   * writes that it saw, so that it is not left without its explanation.
   */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    if (history.functionNumber("strong-read") >= 0) {
      StrongReads.excuse(slice, excuses);
      return;
    }
    Writers writes = Writers.of(slice, "write");
    int read = history.functionNumber("read");
    for (int op : slice.operations()) {
      if (history.function(op) != read || history.outcome(op) != Outcome.OK) {
        continue;
      }
      Value result = Shapes.value(history, op);
      Collection<Value> rows = Shapes.collection(result);
      for (Value row : new HashSet<>(rows == null ? List.of(result) : rows)) {
        excuses.any(op, writes.of(row));
        excuses.any(op, writes.of(row, write -> history.outcome(write) != Outcome.FAIL));
      }
    }
  }

  /** Values are judged one by one. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(Narrowing.ofCollections("read", "strong-read"));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    progress.reserve((Elements.BYTES + 24) * slice.operations().length);
    if (history.functionNumber("strong-read") >= 0) {
      StrongReads.judge(slice, progress, report);
      return;
    }
    int write = history.functionNumber("write");
    int read = history.functionNumber("read");
    Elements values = new Elements();
    boolean[] failed = new boolean[slice.operations().length + 1];
    boolean[] mayHave = new boolean[slice.operations().length + 1];
    int[] writers = new int[slice.operations().length + 1];
    for (int operation : slice.operations()) {
      progress.step();
      if (history.function(operation) == write) {
        int v = values.number(Shapes.input(history, operation));
        writers[v] = operation;
        failed[v] |= history.outcome(operation) == Outcome.FAIL;
        mayHave[v] |= history.outcome(operation) != Outcome.FAIL;
      }
    }
    List<Value> dirty = new ArrayList<>();
    List<Value> inconsistent = new ArrayList<>();
    int dirtyCount = 0;
    int inconsistentCount = 0;
    int reads = 0;
    for (int operation : slice.operations()) {
      if (history.function(operation) != read || history.outcome(operation) != Outcome.OK) {
        continue;
      }
      Value result = Shapes.value(history, operation);
      Collection<Value> rows = Shapes.collection(result);
      rows = rows == null ? List.of(result) : rows;
      reads++;
      Value first = null;
      boolean differ = false;
      int bad = -1;
      for (Value row : rows) {
        progress.step();
        differ |= first != null && !row.equals(first);
        first = first == null ? row : first;
        int v = values.find(row);
        if (v >= 0 && failed[v] && !mayHave[v]) {
          bad = v;
        }
      }
      if (differ) {
        inconsistentCount++;
        if (inconsistent.size() < LISTED) {
          inconsistent.add(result);
        }
      }
      if (bad >= 0) {
        dirtyCount++;
        if (dirty.size() < LISTED) {
          dirty.add(result);
        }
        dirty(report, operation, writers[bad], values.name(bad));
      }
    }
    report.put("read-count", reads);
    report.put("inconsistent-reads-count", inconsistentCount);
    report.put("inconsistent-reads", inconsistent);
    report.put("dirty-reads-count", dirtyCount);
    report.put("dirty-reads", dirty);
    if (reads == 0 || values.size() == 0) {
      report.undecided(
          Cause.Kind.NOTHING_INFERRED, reads == 0 ? "no read succeeded" : "nothing was written");
    }
  }

  static void dirty(Report report, int read, int write, Value value) {
    if (report.full(Anomaly.DIRTY_READ)) {
      report.count(Anomaly.DIRTY_READ);
      return;
    }
    report.violated(
        Anomaly.DIRTY_READ,
        "a read saw " + value + ", which was never committed: its write failed.",
        read,
        new int[] {write},
        "The write of " + value + " completed as fail: it certainly did not happen.",
        "The read saw it.");
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code causal-reverse} and {@code comments}: who sees a write sees what was written before it.
 *
 * <p><b>Question.</b> If a write was acknowledged before another began, no read may see the second
 * and miss the first. Strict serializability promises that; serializability alone does not.
 *
 * <p><b>Idea.</b> Of the writes that a read sees only the one that began last matters: all that
 * were acknowledged before it began must be seen too. With the acknowledged writes sorted by their
 * ends these are a prefix, so counting suffices: the read must see as many of that prefix as it
 * has.
 *
 * <p><b>Soundness.</b> Exact for the question. Writes of unknown outcome need not be seen.
 *
 * <p><b>Cost.</b> n log n, plus the sizes of the reads.
 *
 * <p><b>Beside Jepsen.</b> A read that sees a write which nobody had begun, or which certainly
 * failed, is a violation here.
 */
final class CausalReverse implements Workload {
  private static final int ERRORS_LISTED = 100;

  private final String name;

  CausalReverse(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String algorithm() {
    return "real-time prefixes of the writes seen";
  }

  @Override
  public Keys keys() {
    return Keys.EACH_BY_ITSELF_ALSO_IN_VALUES;
  }

  /**
   * A read needs the writes that it saw, or these would be from nowhere; all else goes, for what is
   * wrong are two writes and a read that saw only the second.
   */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    Writers writes = Writers.of(slice, "write");
    int read = history.functionNumber("read");
    for (int op : slice.operations()) {
      Collection<Value> members = Shapes.collection(Shapes.value(history, op));
      if (history.function(op) == read && history.outcome(op) == Outcome.OK && members != null) {
        members.forEach(member -> excuses.all(op, writes.of(member)));
      }
    }
  }

  /** Writes are compared two by two. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(Narrowing.ofCollections("read"));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    progress.reserve((Elements.BYTES + 40) * slice.operations().length);
    new Run(slice, progress, report).run();
  }

  private static final class Run {
    private final Slice slice;
    private final History history;
    private final Progress progress;
    private final Report report;
    private final Elements written = new Elements();
    private int[] writes = new int[16];
    // Acknowledged writes in the order of their ends.
    private int[] acknowledged = new int[0];
    private int[] rank = new int[0];
    // By write: where it began, whether it certainly failed, and the last read that saw it.
    private int[] begins = new int[0];
    private boolean[] aborted = new boolean[0];
    private int[] stamps = new int[0];
    private int[] numbers = new int[16];
    private final List<Value> errors = new ArrayList<>();
    private int errorCount;
    private int reads;
    private long seen;

    Run(Slice slice, Progress progress, Report report) {
      this.slice = slice;
      this.history = slice.history();
      this.progress = progress;
      this.report = report;
    }

    void run() {
      int write = history.functionNumber("write");
      for (int operation : slice.operations()) {
        progress.step();
        if (history.function(operation) == write) {
          write(operation);
        }
      }
      order();
      int read = history.functionNumber("read");
      for (int operation : slice.operations()) {
        progress.step();
        if (history.function(operation) == read && history.outcome(operation) == Outcome.OK) {
          Collection<Value> members = Shapes.collection(Shapes.value(history, operation));
          if (members != null) {
            read(operation, members);
          } else if (!Shapes.value(history, operation).isNil()) {
            report.undecided(
                Cause.Kind.UNSUPPORTED,
                "a read of this workload returns what was written as a collection, but one"
                    + " returned "
                    + Shapes.value(history, operation));
          }
        }
      }
      report.put("read-count", reads);
      report.put("error-count", errorCount);
      report.put("errors", errors);
      if (seen == 0) {
        report.undecided(Cause.Kind.NOTHING_INFERRED, "no read saw a write");
      }
    }

    private void write(int operation) {
      Value value = Shapes.input(history, operation);
      int w = written.number(value);
      if (w >= writes.length) {
        writes = Arrays.copyOf(writes, writes.length * 2);
      }
      if (w == written.size() - 1 && writes[w] == 0) {
        writes[w] = operation + 1;
      } else {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "each value of this workload is written once, but " + value + " is written twice");
      }
    }

    private int writer(int w) {
      return writes[w] - 1;
    }

    private void order() {
      long[] ends = new long[written.size()];
      int size = 0;
      for (int w = 0; w < written.size(); w++) {
        if (history.outcome(writer(w)) == Outcome.OK) {
          ends[size++] = ((long) history.completed(writer(w)) << Integer.SIZE) | w;
        }
      }
      Arrays.sort(ends, 0, size);
      acknowledged = Arrays.stream(ends, 0, size).mapToInt(end -> (int) end).toArray();
      stamps = new int[written.size()];
      begins = new int[written.size()];
      aborted = new boolean[written.size()];
      for (int w = 0; w < written.size(); w++) {
        begins[w] = history.invoked(writer(w));
        aborted[w] = history.outcome(writer(w)) == Outcome.FAIL;
      }
      rank = new int[written.size()];
      Arrays.fill(rank, Integer.MAX_VALUE);
      for (int i = 0; i < size; i++) {
        rank[acknowledged[i]] = i;
      }
    }

    private void read(int read, Collection<Value> members) {
      reads++;
      int latest = -1;
      int latestBegan = -1;
      int size = 0;
      boolean strangers = false;
      if (members.size() > numbers.length) {
        numbers = new int[members.size() * 2];
      }
      for (Value member : members) {
        progress.step();
        int w = written.find(member);
        int began = w < 0 ? History.NEVER : begins[w];
        if (began > history.completed(read)) {
          strangers = true;
          continue;
        }
        if (aborted[w]) {
          aborted(read, member, w);
        }
        numbers[size++] = w;
        if (began > latestBegan) {
          latest = w;
          latestBegan = began;
        }
      }
      seen += size;
      if (latest >= 0) {
        compare(read, latest, size);
      }
      // Told last: what the workload is for comes first, and an excerpt has many of these.
      if (strangers) {
        fromNowhere(read, members);
      }
    }

    /** Whether a read saw all that was acknowledged before the last write that it saw began. */
    private void compare(int read, int latest, int size) {
      int prefix = endedBefore(begins[latest]);
      int covered = 0;
      for (int i = 0; i < size; i++) {
        int w = numbers[i];
        if (rank[w] < prefix && stamps[w] != reads) {
          stamps[w] = reads;
          covered++;
        }
      }
      if (covered < prefix) {
        reversed(read, latest, prefix);
      }
    }

    /** How many writes were acknowledged before a position. */
    private int endedBefore(int position) {
      int low = 0;
      int high = acknowledged.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (history.completed(writer(acknowledged[middle])) < position) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private void reversed(int read, int latest, int prefix) {
      errorCount++;
      if (errors.size() >= ERRORS_LISTED && report.full(Anomaly.CAUSAL_REVERSE)) {
        report.count(Anomaly.CAUSAL_REVERSE);
        return;
      }
      List<Integer> missing = new ArrayList<>();
      for (int r = 0; r < prefix; r++) {
        if (stamps[acknowledged[r]] != reads) {
          missing.add(acknowledged[r]);
        }
      }
      List<Value> names = missing.stream().map(written::name).toList();
      if (errors.size() < ERRORS_LISTED) {
        errors.add(
            new Dict(
                Map.of(
                    new Keyword("index"),
                    new Int(history.completeIndex(read)),
                    new Keyword("missing"),
                    IntervalSet.of(names),
                    new Keyword("expected-count"),
                    new Int(prefix))));
      }
      if (report.full(Anomaly.CAUSAL_REVERSE)) {
        report.count(Anomaly.CAUSAL_REVERSE);
        return;
      }
      Value first = names.get(0);
      report.violated(
          Anomaly.CAUSAL_REVERSE,
          "a read sees the write of "
              + written.name(latest)
              + " but not that of "
              + first
              + ", which was acknowledged before the other began.",
          read,
          new int[] {writer(missing.get(0)), writer(latest)},
          "The write of "
              + first
              + " was acknowledged before the write of "
              + written.name(latest)
              + " began.",
          "The read sees " + written.name(latest) + ".",
          "It misses " + IntervalSet.of(names).value() + ".");
    }

    private void fromNowhere(int read, Collection<Value> members) {
      for (Value member : members) {
        int w = written.find(member);
        if (w < 0 || begins[w] > history.completed(read)) {
          report.violated(
              Anomaly.THIN_AIR_READ,
              "a read sees " + member + ", which nobody had begun to write before the read ended.",
              read,
              new int[] {w < 0 ? -1 : writer(w)});
        }
      }
    }

    private void aborted(int read, Value member, int w) {
      report.violated(
          Anomaly.ABORTED_ELEMENT,
          "a read sees " + member + ", whose write certainly failed.",
          read,
          new int[] {writer(w)});
    }
  }
}

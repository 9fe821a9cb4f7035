package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import minos.counting.SubsetSums;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code pn-counter}: is each final read the sum of all adds that happened?
 *
 * <p><b>Question.</b> The counter is eventually consistent; its last reads, marked {@code :final?}
 * and made after everything has settled, must be the sum of all acknowledged adds and of some of
 * those of unknown outcome.
 *
 * <p><b>Idea.</b> The sums of all subsets of the adds of unknown outcome, as a set of intervals of
 * neighbouring sums, each shifted by what was acknowledged.
 *
 * <p><b>Soundness.</b> Exact. Without marked reads the last read of each process that began after
 * every add had ended counts; the report says so. Other reads are not judged.
 *
 * <p><b>Cost.</b> Each add of unknown outcome at most doubles the intervals, which are at most the
 * sums that there are; memory is accounted.
 *
 * <p><b>Beside Jepsen.</b> Its checker is Maelstrom's; it calls a history without final reads
 * valid, here it is undecided.
 */
final class PnCounter implements Workload {
  @Override
  public String name() {
    return "pn-counter";
  }

  @Override
  public String algorithm() {
    return "subset sums of the adds of unknown outcome";
  }

  /** As {@link CounterExcuses#ofFinalReads} says. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    int[] marked = marked(slice).stream().mapToInt(Integer::intValue).toArray();
    CounterExcuses.ofFinalReads(slice, marked, excuses);
  }

  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(new NarrowSums(true));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    int add = history.functionNumber("add");
    long definite = options.initialCounter();
    SubsetSums sums = new SubsetSums();
    boolean pending = false;
    try {
      for (int operation : slice.operations()) {
        progress.step();
        if (history.function(operation) != add || history.outcome(operation) == Outcome.FAIL) {
          continue;
        }
        OptionalLong delta = Shapes.integer(Shapes.input(history, operation));
        if (delta.isEmpty()) {
          report.undecided(
              Cause.Kind.UNSUPPORTED,
              "an add of a counter has an integer, but one has "
                  + Shapes.input(history, operation));
          return;
        }
        if (history.outcome(operation) == Outcome.OK) {
          definite = Math.addExact(definite, delta.getAsLong());
        } else {
          pending = true;
          progress.reserve(SubsetSums.BYTES * sums.mayAdd(delta.getAsLong(), progress::step));
        }
      }
      judge(slice, definite, sums, report);
      if (pending) {
        report.assume(
            "adds of unknown outcome have happened or never will when the final reads begin");
      }
    } catch (ArithmeticException e) {
      report.undecided(Cause.Kind.UNSUPPORTED, "the sum of the adds does not fit in 64 bits");
    }
  }

  private static void judge(Slice slice, long definite, SubsetSums sums, Report report) {
    History history = slice.history();
    List<Integer> reads = finalReads(slice);
    if (!reads.isEmpty() && marked(slice).isEmpty()) {
      report.assume(
          "the last read of each process that began after all adds had ended is final; none is"
              + " marked :final?");
    }
    List<Value> values = new ArrayList<>();
    List<Value> errors = new ArrayList<>();
    Value acceptable = sums.shifted(definite);
    for (int read : reads) {
      Value value = Shapes.value(history, read);
      values.add(value);
      OptionalLong seen = Shapes.integer(value);
      if (seen.isEmpty() || !sums.contains(Math.subtractExact(seen.getAsLong(), definite))) {
        errors.add(Shapes.operation(history, read));
        report.violated(
            Anomaly.COUNTER_OUT_OF_BOUNDS,
            "a final read of the counter returned "
                + value
                + "; the adds allow only "
                + acceptable
                + ".",
            read,
            new int[0],
            "The acknowledged adds sum up to " + definite + ".",
            "With every choice of the adds of unknown outcome the counter is in one of "
                + acceptable
                + ".");
      }
    }
    report.put("errors", errors);
    report.put("final-reads", values);
    report.put("acceptable", acceptable);
    if (reads.isEmpty()) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no final read of the counter succeeded");
    }
  }

  private static boolean isRead(History history, int operation) {
    return history.function(operation) == history.functionNumber("read")
        && history.outcome(operation) == Outcome.OK;
  }

  /** The reads that say that they are final. */
  private static List<Integer> marked(Slice slice) {
    History history = slice.history();
    return Arrays.stream(slice.operations())
        .filter(op -> isRead(history, op))
        .filter(op -> history.field(op, "final?").filter(Bool.TRUE::equals).isPresent())
        .boxed()
        .toList();
  }

  /** The reads that are judged. */
  static List<Integer> finalReads(Slice slice) {
    History history = slice.history();
    List<Integer> marked = marked(slice);
    if (!marked.isEmpty()) {
      return marked;
    }
    int lastEnd = -1;
    for (int operation : slice.operations()) {
      if (history.function(operation) == history.functionNumber("add")
          && history.outcome(operation) == Outcome.OK) {
        lastEnd = Math.max(lastEnd, history.completed(operation));
      }
    }
    TreeMap<Integer, Integer> lastOfProcess = new TreeMap<>();
    for (int operation : slice.operations()) {
      if (isRead(history, operation) && history.invoked(operation) > lastEnd) {
        lastOfProcess.put(history.process(operation), operation);
      }
    }
    return List.copyOf(lastOfProcess.values());
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.history.History;
import minos.history.Moment;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * {@code counter}: could each read be the sum of some adds that may have happened by then?
 *
 * <p><b>Idea.</b> A read's lower bound counts what must have been added when it began, and only
 * decrements beyond that; its upper bound what may have been added when it ended, and only
 * increments. A value outside was never the counter's.
 *
 * <p><b>Soundness.</b> A value out of bounds is a violation. Incomplete: each read is looked at
 * alone, so two reads that contradict each other, or a value between the bounds that no subset of
 * the adds sums up to, pass. Adds of unknown outcome may happen at any time after they began.
 *
 * <p><b>Cost.</b> n log n for the order of time.
 *
 * <p>A history without reads is consistent, as in Jepsen, if adds succeeded: nothing contradicts
 * them. The report says that there was no read.
 *
 * <p><b>Beside Jepsen.</b> It refuses decrements; here they widen the other bound.
 */
final class Counter implements Workload {
  /** How many reads the result lists. */
  private static final int LISTED = 1000;

  @Override
  public String name() {
    return "counter";
  }

  @Override
  public String algorithm() {
    return "bounds per read";
  }

  /** As {@link CounterExcuses} says. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    excuses.rule(new CounterExcuses(slice, options.initialCounter()));
  }

  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(new NarrowSums(false));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    progress.reserve(40L * slice.operations().length);
    new Run(slice, options.initialCounter(), progress, report).run();
  }

  /** What an open read must be at least and at most by what was acknowledged when it began. */
  private record Begun(long increments, long decrements) {}

  private static final class Run {
    private final History history;
    private final long[] moments;
    private final int add;
    private final int read;
    private final long initial;
    private final Progress progress;
    private final Report report;
    private final Map<Integer, Begun> open = new HashMap<>();
    private final List<Value> listed = new ArrayList<>();
    private final List<Value> errors = new ArrayList<>();
    private long begunIncrements;
    private long begunDecrements;
    private long acknowledgedIncrements;
    private long acknowledgedDecrements;
    private int reads;
    private int wrong;

    Run(Slice slice, long initial, Progress progress, Report report) {
      this.history = slice.history();
      this.moments = slice.moments();
      this.add = history.functionNumber("add");
      this.read = history.functionNumber("read");
      this.initial = initial;
      this.progress = progress;
      this.report = report;
    }

    void run() {
      try {
        for (long moment : moments) {
          progress.step();
          take(Moment.operation(moment), Moment.isEnd(moment));
        }
      } catch (ArithmeticException e) {
        report.undecided(Cause.Kind.UNSUPPORTED, "the sum of the adds does not fit in 64 bits");
      }
      report.put("reads", listed);
      report.put("read-count", reads);
      report.put("errors", errors);
      report.put("error-count", wrong);
      if (reads == 0) {
        report.assume(
            "no read of the counter returned a value, so nothing could contradict its adds");
      }
    }

    private void take(int operation, boolean end) {
      int function = history.function(operation);
      Outcome outcome = history.outcome(operation);
      if (function == add && outcome != Outcome.FAIL) {
        add(operation, end);
      } else if (function == read && outcome == Outcome.OK) {
        if (end) {
          end(operation, open.remove(operation));
        } else {
          open.put(operation, new Begun(acknowledgedIncrements, acknowledgedDecrements));
        }
      }
    }

    private void add(int operation, boolean end) {
      Value input = Shapes.input(history, operation);
      OptionalLong delta = Shapes.integer(input);
      if (delta.isEmpty()) {
        report.undecided(
            Cause.Kind.UNSUPPORTED, "an add of a counter has an integer, but one has " + input);
        return;
      }
      long increment = Math.max(0, delta.getAsLong());
      long decrement = Math.min(0, delta.getAsLong());
      if (end) {
        acknowledgedIncrements = Math.addExact(acknowledgedIncrements, increment);
        acknowledgedDecrements = Math.addExact(acknowledgedDecrements, decrement);
      } else {
        begunIncrements = Math.addExact(begunIncrements, increment);
        begunDecrements = Math.addExact(begunDecrements, decrement);
      }
    }

    private void end(int operation, @Nullable Begun begun) {
      Value output = Shapes.value(history, operation);
      if (output.isNil() || begun == null) {
        return;
      }
      OptionalLong value = Shapes.integer(output);
      if (value.isEmpty()) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "a read of a counter returns an integer, but one returned " + output);
        return;
      }
      reads++;
      long lower = Math.addExact(Math.addExact(initial, begun.increments()), begunDecrements);
      long upper = Math.addExact(Math.addExact(initial, begunIncrements), begun.decrements());
      long seen = value.getAsLong();
      boolean outside = seen < lower || seen > upper;
      if (listed.size() < LISTED) {
        listed.add(Value.seq(new Int(lower), output, new Int(upper)));
      }
      if (!outside) {
        return;
      }
      wrong++;
      if (errors.size() < LISTED) {
        errors.add(Value.seq(new Int(lower), output, new Int(upper)));
      }
      violated(operation, seen, lower, upper);
    }

    private void violated(int operation, long seen, long lower, long upper) {
      if (report.full(Anomaly.COUNTER_OUT_OF_BOUNDS)) {
        report.count(Anomaly.COUNTER_OUT_OF_BOUNDS);
        return;
      }
      report.violated(
          Anomaly.COUNTER_OUT_OF_BOUNDS,
          "a read of the counter returned "
              + seen
              + ", but it was between "
              + lower
              + " and "
              + upper
              + " all the time.",
          operation,
          new int[0],
          "What was acknowledged before the read began, and all decrements begun before it ended,"
              + " sum up to at least "
              + lower
              + ".",
          "What was begun before the read ended, without decrements not yet acknowledged when it"
              + " began, sums up to at most "
              + upper
              + ".");
    }
  }
}

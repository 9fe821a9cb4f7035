package minos.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * Registers that only grow, as in Jepsen's tests of Dgraph ({@code sequential}) and FaunaDB ({@code
 * monotonic}): what a process sees of a key must never shrink.
 *
 * <p>Looks at what each successful {@code read} and {@code inc} returned: an integer, or {@code
 * [key integer]}; FaunaDB's {@code [timestamp integer]} counts as the former where the invocation
 * names no key. Exact, in linear time.
 */
final class ProcessOrder {
  private static final int LISTED = 100;

  private ProcessOrder() {}

  /** Whether there is a successful read and the first returned such a value. */
  static boolean fits(Slice slice) {
    History history = slice.history();
    int read = history.functionNumber("read");
    for (int operation : slice.operations()) {
      if (history.function(operation) == read && history.outcome(operation) == Outcome.OK) {
        Value value = Shapes.value(history, operation);
        if (!value.isNil()) {
          return integer(value).isPresent();
        }
      }
    }
    return false;
  }

  private static OptionalLong integer(Value value) {
    Pair two = Shapes.two(value);
    return Shapes.integer(two == null ? value : two.value());
  }

  static void judge(Slice slice, Progress progress, Report report) {
    History history = slice.history();
    int read = history.functionNumber("read");
    int inc = history.functionNumber("inc");
    // What each process saw of each key last.
    Map<List<Value>, Integer> last = new HashMap<>();
    List<Value> pairs = new ArrayList<>();
    int wrong = 0;
    int compared = 0;
    for (int operation : slice.operations()) {
      progress.step();
      int function = history.function(operation);
      if ((function != read && function != inc) || history.outcome(operation) != Outcome.OK) {
        continue;
      }
      Value output = Shapes.value(history, operation);
      OptionalLong value = integer(output);
      if (value.isEmpty()) {
        if (!output.isNil()) {
          report.undecided(
              Cause.Kind.UNSUPPORTED,
              "a register that only grows returns an integer, but one returned " + output);
        }
        continue;
      }
      Value process = history.processName(history.process(operation));
      Integer before = last.put(List.of(process, key(history, operation)), operation);
      if (before == null) {
        continue;
      }
      compared++;
      long earlier = integer(Shapes.value(history, before)).orElseThrow();
      if (value.getAsLong() < earlier) {
        wrong++;
        if (pairs.size() < LISTED) {
          pairs.add(
              Value.seq(Shapes.operation(history, before), Shapes.operation(history, operation)));
        }
        violated(report, before, operation, process, earlier, value.getAsLong());
      }
    }
    report.put("non-monotonic-count", wrong);
    report.put("non-monotonic", pairs);
    if (compared == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no process saw the same register twice");
    }
  }

  private static Value key(History history, int operation) {
    if (history.key(operation) >= 0) {
      return history.keyName(history.key(operation));
    }
    Pair two = Shapes.two(Shapes.value(history, operation));
    if (two == null) {
      return Nil.NIL;
    }
    Value input = Shapes.input(history, operation);
    Pair asked = Shapes.two(input);
    boolean named = input.equals(two.key()) || (asked != null && asked.key().equals(two.key()));
    return named ? two.key() : Nil.NIL;
  }

  private static void violated(
      Report report, int before, int operation, Value process, long earlier, long later) {
    if (report.full(Anomaly.NON_MONOTONIC_READ)) {
      report.count(Anomaly.NON_MONOTONIC_READ);
      return;
    }
    report.violated(
        Anomaly.NON_MONOTONIC_READ,
        "process "
            + process
            + " saw "
            + earlier
            + " and then "
            + later
            + " of a register that only grows.",
        operation,
        new int[] {before});
  }
}

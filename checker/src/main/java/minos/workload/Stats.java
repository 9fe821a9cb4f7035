package minos.workload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import minos.history.History;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code stats}: how many operations of each function succeeded, failed or are of unknown outcome.
 * A function that never succeeded is a violation. Linear.
 */
final class Stats implements Workload {
  @Override
  public String name() {
    return "stats";
  }

  @Override
  public String algorithm() {
    return "counts per function";
  }

  @Override
  public Keys keys() {
    return Keys.ALL_TOGETHER;
  }

  /** An operation that did not succeed needs one of its function that did, if there is any. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    int[][] succeeded = new int[history.functionCount()][];
    for (int f = 0; f < succeeded.length; f++) {
      int function = f;
      succeeded[f] =
          Arrays.stream(slice.operations())
              .filter(op -> history.function(op) == function && kind(history, op) == 0)
              .toArray();
    }
    for (int op : slice.operations()) {
      if (kind(history, op) != 0) {
        excuses.any(op, succeeded[history.function(op)]);
      }
    }
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    int functions = history.functionCount();
    int[][] counts = new int[functions][3];
    int[] first = new int[functions];
    int[] all = new int[3];
    for (int operation : slice.operations()) {
      progress.step();
      int f = history.function(operation);
      int kind = kind(history, operation);
      if (counts[f][0] + counts[f][1] + counts[f][2] == 0) {
        first[f] = operation;
      }
      counts[f][kind]++;
      all[kind]++;
    }
    Map<String, Integer> byName = new TreeMap<>();
    for (int f = 0; f < functions; f++) {
      byName.put(history.functionName(f), f);
    }
    Map<Value, Value> byF = new LinkedHashMap<>();
    byName.forEach((name, f) -> byF.put(new Keyword(name), new Dict(fields(counts[f], true))));
    fields(all, false).forEach((name, value) -> report.put(name.letters(), value));
    report.put("by-f", byF);
    byName.forEach(
        (name, f) -> {
          if (counts[f][0] == 0) {
            report.violated(
                Anomaly.FUNCTION_NEVER_SUCCEEDED,
                "none of the "
                    + (counts[f][1] + counts[f][2])
                    + " operations "
                    + name
                    + " succeeded: "
                    + counts[f][1]
                    + " failed, "
                    + counts[f][2]
                    + " are of unknown outcome.",
                -1,
                new int[] {first[f]});
          }
        });
    if (functions == 0) {
      report.undecided(Cause.Kind.EMPTY, "the history has no operation");
    }
  }

  private static int kind(History history, int operation) {
    return switch (history.outcome(operation)) {
      case OK -> 0;
      case FAIL -> 1;
      case INFO -> 2;
    };
  }

  private static Map<Value, Value> fields(int[] counts, boolean valid) {
    Map<Value, Value> fields = new LinkedHashMap<>();
    if (valid) {
      fields.put(new Keyword("valid?"), Bool.of(counts[0] > 0));
    }
    fields.put(new Keyword("count"), new Int(counts[0] + counts[1] + counts[2]));
    fields.put(new Keyword("ok-count"), new Int(counts[0]));
    fields.put(new Keyword("fail-count"), new Int(counts[1]));
    fields.put(new Keyword("info-count"), new Int(counts[2]));
    return fields;
  }
}

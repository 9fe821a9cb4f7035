package minos.workload;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code unique-ids}: no id is generated twice.
 *
 * <p>Counts each id that a {@code generate} returned. Exact, in linear time.
 */
final class UniqueIds implements Workload {
  /** How many duplicates the result lists, those generated most often first; as Jepsen does. */
  private static final int LISTED = 48;

  @Override
  public String name() {
    return "unique-ids";
  }

  @Override
  public String algorithm() {
    return "counts per id";
  }

  /** An id that is different from all others is so from fewer: each operation may go by itself. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {}

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    progress.reserve((Elements.BYTES + 8) * slice.operations().length);
    int generate = history.functionNumber("generate");
    Elements ids = new Elements();
    int[] counts = new int[16];
    int[] first = new int[16];
    int attempted = 0;
    int acknowledged = 0;
    for (int operation : slice.operations()) {
      progress.step();
      if (history.function(operation) != generate) {
        continue;
      }
      attempted++;
      if (history.outcome(operation) != Outcome.OK) {
        continue;
      }
      acknowledged++;
      Value id = Shapes.value(history, operation);
      int number = ids.number(id);
      if (number >= counts.length) {
        counts = Arrays.copyOf(counts, counts.length * 2);
        first = Arrays.copyOf(first, first.length * 2);
      }
      if (counts[number]++ == 0) {
        first[number] = operation;
      } else {
        again(report, id, first[number], operation);
      }
    }
    int[] times = counts;
    List<Integer> duplicated =
        IntStream.range(0, ids.size())
            .filter(id -> times[id] > 1)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(id -> times[id]).reversed())
            .toList();
    Map<Value, Value> listed = new LinkedHashMap<>();
    duplicated.stream().limit(LISTED).forEach(id -> listed.put(ids.name(id), new Int(times[id])));
    report.put("attempted-count", attempted);
    report.put("acknowledged-count", acknowledged);
    report.put("duplicated-count", duplicated.size());
    report.put("duplicated", listed);
    report.put("range", range(ids));
    if (acknowledged == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no id was generated");
    }
  }

  private static void again(Report report, Value id, int first, int operation) {
    if (report.full(Anomaly.DUPLICATE_ID)) {
      report.count(Anomaly.DUPLICATE_ID);
      return;
    }
    report.violated(
        Anomaly.DUPLICATE_ID,
        "the id " + id + " was generated twice.",
        operation,
        new int[] {first});
  }

  private static List<Value> range(Elements ids) {
    if (ids.size() == 0) {
      return List.of(Nil.NIL, Nil.NIL);
    }
    Value lowest = ids.name(0);
    Value highest = lowest;
    for (int id = 1; id < ids.size(); id++) {
      Value name = ids.name(id);
      lowest = compare(name, lowest) < 0 ? name : lowest;
      highest = compare(name, highest) > 0 ? name : highest;
    }
    return List.of(lowest, highest);
  }

  private static int compare(Value a, Value b) {
    OptionalLong x = Shapes.integer(a);
    OptionalLong y = Shapes.integer(b);
    return x.isPresent() && y.isPresent()
        ? Long.compare(x.getAsLong(), y.getAsLong())
        : a.letters().compareTo(b.letters());
  }
}

package minos.workload;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;
import minos.verdict.Cause;

/**
 * The successful reads of a set, and which elements one of them returned more than once. Members
 * are not copied.
 */
final class SetReads {
  private final History history;
  private final SetAdds adds;
  private final int[] byEnd;
  private final Map<Integer, Integer> duplicates = new LinkedHashMap<>();
  private final Map<Integer, Integer> duplicateReads = new LinkedHashMap<>();

  private SetReads(History history, SetAdds adds, int[] byEnd) {
    this.history = history;
    this.adds = adds;
    this.byEnd = byEnd;
  }

  static SetReads of(Slice slice, SetAdds adds, Progress progress, Report report) {
    History history = slice.history();
    int function = history.functionNumber("read");
    int[] reads = new int[slice.operations().length];
    int size = 0;
    for (int operation : slice.operations()) {
      if (history.function(operation) != function || history.outcome(operation) != Outcome.OK) {
        continue;
      }
      Value value = Shapes.value(history, operation);
      if (Shapes.collection(value) != null) {
        reads[size++] = operation;
      } else if (!value.isNil()) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "a read of a set returns a collection, but one returned " + value);
      }
    }
    SetReads result = new SetReads(history, adds, sorted(history, reads, size));
    result.scan(progress);
    return result;
  }

  private static int[] sorted(History history, int[] reads, int size) {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = Moment.end(history, reads[i]);
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(Moment::operation).toArray();
  }

  private void scan(Progress progress) {
    int[] seen = new int[16];
    int[] times = new int[16];
    for (int r = 0; r < byEnd.length; r++) {
      for (Value member : members(byEnd[r])) {
        progress.step();
        int e = adds.number(member);
        if (e >= seen.length) {
          seen = Arrays.copyOf(seen, Math.max(e + 1, seen.length * 2));
          times = Arrays.copyOf(times, seen.length);
        }
        if (seen[e] == r + 1) {
          duplicates.merge(e, ++times[e], Math::max);
          duplicateReads.putIfAbsent(e, byEnd[r]);
        } else {
          seen[e] = r + 1;
          times[e] = 1;
        }
      }
    }
  }

  /** The reads in the order in which they ended. */
  int[] byEnd() {
    return byEnd;
  }

  /** The reads in the order in which they began. */
  int[] byBeginning() {
    long[] keys = new long[byEnd.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Moment.begin(history, byEnd[i]);
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(Moment::operation).toArray();
  }

  /** What a read returned. */
  Collection<Value> members(int read) {
    Collection<Value> members = Shapes.collection(Shapes.value(history, read));
    if (members == null) {
      throw new IllegalArgumentException("operation " + read + " is no read of a set");
    }
    return members;
  }

  /** Elements that one read has more than once, with the most times that one read has them. */
  Map<Integer, Integer> duplicates() {
    return duplicates;
  }

  /** The read that has an element more than once and ended first, or -1. */
  int duplicateRead(int e) {
    return duplicateReads.getOrDefault(e, -1);
  }
}

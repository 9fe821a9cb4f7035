package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Moment;
import minos.history.Outcome;
import minos.value.Value;
import minos.verdict.Cause;

/**
 * The successful reads of a set, numbered in the order in which they ended, and the elements that
 * each returned, as numbers: four bytes for each member of each different result. Not thread-safe.
 */
final class SetReads {
  private final History history;
  // By read: the operation, and which content it returned.
  private final int[] operations;
  private final int[] content;
  private final List<int[]> contents = new ArrayList<>();
  private final Map<Integer, Integer> duplicates = new LinkedHashMap<>();
  private final Map<Integer, Integer> duplicateReads = new LinkedHashMap<>();

  private SetReads(History history, int[] operations) {
    this.history = history;
    this.operations = operations;
    this.content = new int[operations.length];
  }

  static SetReads of(Slice slice, SetAdds adds, Progress progress, Report report) {
    History history = slice.history();
    int function = history.functionNumber("read");
    long[] ends = new long[slice.operations().length];
    int size = 0;
    for (int operation : slice.operations()) {
      if (history.function(operation) != function || history.outcome(operation) != Outcome.OK) {
        continue;
      }
      Value value = Shapes.value(history, operation);
      if (Shapes.collection(value) != null) {
        ends[size++] = Moment.end(history, operation);
      } else if (!value.isNil()) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "a read of a set returns a collection, but one returned " + value);
      }
    }
    Arrays.sort(ends, 0, size);
    SetReads reads =
        new SetReads(history, Arrays.stream(ends, 0, size).mapToInt(Moment::operation).toArray());
    reads.resolve(adds, progress);
    return reads;
  }

  private void resolve(SetAdds adds, Progress progress) {
    Map<Integer, Integer> known = new HashMap<>();
    for (int read = 0; read < operations.length; read++) {
      Integer id = history.value(operations[read]);
      Integer number = known.get(id);
      if (number == null) {
        number = contents.size();
        known.put(id, number);
        Collection<Value> members = Shapes.collection(Shapes.value(history, operations[read]));
        contents.add(members == null ? new int[0] : numbers(members, adds, progress));
        countDuplicates(read, contents.get(number));
      }
      content[read] = number;
    }
  }

  private static int[] numbers(Collection<Value> members, SetAdds adds, Progress progress) {
    progress.reserve((long) Integer.BYTES * members.size());
    int[] numbers = new int[members.size()];
    int size = 0;
    for (Value member : members) {
      progress.step();
      numbers[size++] = adds.number(member);
    }
    return numbers;
  }

  private void countDuplicates(int read, int[] members) {
    int[] sorted = members.clone();
    Arrays.sort(sorted);
    int times = 1;
    for (int i = 1; i < sorted.length; i++) {
      times = sorted[i] == sorted[i - 1] ? times + 1 : 1;
      if (times > 1) {
        duplicates.merge(sorted[i], times, Math::max);
        duplicateReads.putIfAbsent(sorted[i], operations[read]);
      }
    }
  }

  /** How many reads there are. */
  int size() {
    return operations.length;
  }

  /** The operation of a read. */
  int operation(int read) {
    return operations[read];
  }

  /** Equal for reads that returned the same. */
  int content(int read) {
    return content[read];
  }

  /** The elements that a read returned. Not a copy. */
  int[] members(int read) {
    return contents.get(content[read]);
  }

  /** The reads in the order in which they began. */
  int[] byBeginning() {
    long[] keys = new long[operations.length];
    for (int read = 0; read < keys.length; read++) {
      keys[read] = ((long) history.invoked(operations[read]) << Integer.SIZE) | read;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
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

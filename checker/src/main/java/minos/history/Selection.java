package minos.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.value.Value;

/**
 * Some operations of a history as a history of its own: they keep their values, order, times, lines
 * and the numbers of the source. Events of processes that are not clients, and warnings, stay
 * behind.
 */
final class Selection {
  private final History history;
  private final int[] kept;
  private final int until;

  /**
   * A selection.
   *
   * @param kept places of operations, rising
   * @param until operations that complete after this position have not completed
   */
  Selection(History history, int[] kept, int until) {
    this.history = history;
    this.kept = kept;
    this.until = until;
  }

  History history() {
    Columns columns = Columns.empty();
    Indexes indexes = new Indexes(new LongColumn(), new LongColumn());
    Names<Value> processes = new Names<>();
    Names<String> functions = new Names<>();
    Names<Value> keys = new Names<>();
    long[] ends = ends();
    Map<Integer, Long> unknown = history.unnumbered() ? unknownCompletions() : Map.of();
    for (int operation : kept) {
      boolean cut = cut(operation);
      int key = history.key(operation);
      columns.process().add(processes.number(history.processName(history.process(operation))));
      columns.function().add(functions.number(history.functionName(history.function(operation))));
      columns.key().add(key < 0 ? -1 : keys.number(history.keyName(key)));
      columns.input().add(history.input(operation));
      columns.output().add(cut ? Dictionary.ABSENT : history.output(operation));
      columns.outcome().add(cut ? Outcome.INFO.code() : history.outcome(operation).code());
      columns.invoked().add(rank(ends, history.invoked(operation)));
      boolean completes = !cut && history.completed(operation) != History.NEVER;
      columns.completed().add(completes ? rank(ends, history.completed(operation)) : History.NEVER);
      columns.invokeTime().add(history.invokeTime(operation));
      columns.completeTime().add(cut ? Event.ABSENT : history.completeTime(operation));
      columns.invokeLine().add(history.invokeLine(operation));
      columns.completeLine().add(cut ? -1 : history.completeLine(operation));
      indexes.invoked().add(history.invokeIndex(operation));
      Long between = unknown.get(operation);
      indexes
          .completed()
          .add(cut ? Event.ABSENT : between != null ? between : history.completeIndex(operation));
    }
    Origin from = history.origin();
    return new History(
        new Origin(from.source(), from.format(), from.header(), Optional.empty()),
        history.dictionary(),
        columns,
        indexes,
        processes,
        functions,
        keys,
        fields(),
        List.of(),
        List.of(),
        ends.length);
  }

  /**
   * Numbers for completions of unknown outcome, in a source without numbers: their places among all
   * events, which a history does not keep, by their lines. So all events of the selection have a
   * number. Empty where lines don't tell.
   */
  private Map<Integer, Long> unknownCompletions() {
    TreeMap<Integer, Integer> placeOfLine = new TreeMap<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      placeOfLine.put(history.invokeLine(i), history.invoked(i));
      if (history.completed(i) != History.NEVER) {
        placeOfLine.put(history.completeLine(i), history.completed(i));
      } else if (history.completeLine(i) >= 0) {
        open.add(i);
      }
    }
    open.sort(Comparator.comparingInt(history::completeLine));
    Map<Integer, Long> numbers = new HashMap<>();
    long last = -1;
    for (int operation : open) {
      Map.Entry<Integer, Integer> before = placeOfLine.lowerEntry(history.completeLine(operation));
      last = Math.max(last, before == null ? -1 : before.getValue()) + 1;
      numbers.put(operation, last);
    }
    return numbers;
  }

  private boolean cut(int operation) {
    int completed = history.completed(operation);
    return completed != History.NEVER && completed > until;
  }

  /** The positions that stay, rising. */
  private long[] ends() {
    long[] ends = new long[2 * kept.length];
    int count = 0;
    for (int operation : kept) {
      ends[count++] = history.invoked(operation);
      if (!cut(operation) && history.completed(operation) != History.NEVER) {
        ends[count++] = history.completed(operation);
      }
    }
    long[] sorted = java.util.Arrays.copyOf(ends, count);
    java.util.Arrays.sort(sorted);
    return sorted;
  }

  private static int rank(long[] ends, int position) {
    int found = java.util.Arrays.binarySearch(ends, position);
    // Completions without an invocation all began at the position 0, so some are equal.
    while (found > 0 && ends[found - 1] == position) {
      found--;
    }
    return found;
  }

  private Map<String, FieldColumn> fields() {
    Map<String, FieldColumn> fields = new LinkedHashMap<>();
    for (String name : history.fieldNames()) {
      for (int i = 0; i < kept.length; i++) {
        int operation = kept[i];
        Optional<Value> invoked = history.invokedField(operation, name);
        Optional<Value> known = cut(operation) ? invoked : history.field(operation, name);
        if (invoked.isPresent()) {
          field(fields, name).putInvoked(i, history.dictionary().find(invoked.get()));
        }
        if (known.isPresent() && !known.equals(invoked)) {
          field(fields, name).putCompleted(i, history.dictionary().find(known.get()));
        }
      }
    }
    return fields;
  }

  private static FieldColumn field(Map<String, FieldColumn> fields, String name) {
    return fields.computeIfAbsent(name, ignored -> new FieldColumn());
  }
}

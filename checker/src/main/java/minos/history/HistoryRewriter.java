package minos.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Makes a history from another: with some of its operations, in other words, or in other intervals.
 *
 * <p>A check can so be asked about a part of what happened (the strong reads and all writes), about
 * what it means (a refused conditional put, as a compare-and-set that failed), or about a weaker
 * real time (intervals widened by the error of the clocks). Operations of the new history know the
 * places and lines of those that they are made from, so its reports point at the source.
 *
 * <p>Not thread-safe; one use. Takes O(n log n) time.
 */
public final class HistoryRewriter {
  private final History base;
  private final List<DerivedRow> rows = new ArrayList<>();
  private final Dictionary dictionary = new Dictionary();

  /** A rewriter of a history. */
  public HistoryRewriter(History base) {
    this.base = base;
  }

  /** Adds an operation, in any order. */
  public void add(DerivedRow row) {
    rows.add(row);
  }

  /** How many operations were added. */
  public int size() {
    return rows.size();
  }

  /**
   * The new history. Its positions count the ends of its operations along the line; where several
   * are at one point, all that begin there come before all that end there.
   */
  public Derived build() {
    int n = rows.size();
    long[] ends = ends();
    int[] order = new int[n];
    int[] begin = new int[n];
    int[] end = new int[n];
    Arrays.fill(end, History.NEVER);
    int begun = 0;
    for (int position = 0; position < ends.length; position++) {
      int row = (int) ends[position] & Integer.MAX_VALUE;
      if ((ends[position] & (1L << 31)) == 0) {
        begin[row] = position;
        order[begun++] = row;
      } else {
        end[row] = position;
      }
    }
    Columns columns = Columns.empty();
    Names<Value> processes = new Names<>();
    Names<String> functions = new Names<>();
    Names<Value> keys = new Names<>();
    Indexes indexes = new Indexes(new LongColumn(), new LongColumn());
    Map<String, FieldColumn> fields = new LinkedHashMap<>();
    base.fieldNames().forEach(name -> fields.put(name, new FieldColumn()));
    int[] sources = new int[n];
    for (int i = 0; i < n; i++) {
      DerivedRow row = rows.get(order[i]);
      sources[i] = row.source();
      columns.process().add(processes.number(row.process()));
      columns.function().add(functions.number(row.f()));
      columns.key().add(row.key() == null ? -1 : keys.number(row.key()));
      columns.input().add(intern(row.input()));
      columns.output().add(intern(row.output()));
      columns.outcome().add(row.outcome().code());
      columns.invoked().add(begin[order[i]]);
      columns.completed().add(end[order[i]]);
      columns.invokeTime().add(row.beginTime());
      columns.completeTime().add(row.endTime());
      columns.invokeLine().add(base.invokeLine(row.source()));
      columns.completeLine().add(base.completeLine(row.source()));
      indexes.invoked().add(base.invokeIndex(row.source()));
      indexes.completed().add(base.completeIndex(row.source()));
      if (row.fields()) {
        copyFields(row.source(), i, fields);
      }
    }
    History history =
        new History(
            base.origin(),
            dictionary,
            columns,
            indexes,
            processes,
            functions,
            keys,
            fields,
            List.of(),
            List.of(),
            ends.length);
    return new Derived(base, history, sources);
  }

  /** The ends of the rows in their order: rank of the point, whether it is an end, row. */
  private long[] ends() {
    int n = rows.size();
    long[] points = new long[2 * n];
    int count = 0;
    for (DerivedRow row : rows) {
      points[count++] = row.begin();
      if (row.outcome() != Outcome.INFO) {
        points[count++] = row.end();
      }
    }
    points = Arrays.copyOf(points, count);
    Arrays.sort(points);
    int different = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || points[i] != points[different - 1]) {
        points[different++] = points[i];
      }
    }
    long[] ends = new long[count];
    int next = 0;
    for (int row = 0; row < n; row++) {
      DerivedRow of = rows.get(row);
      ends[next++] = (long) Arrays.binarySearch(points, 0, different, of.begin()) << 32 | row;
      if (of.outcome() != Outcome.INFO) {
        long last = Math.max(of.begin(), of.end());
        ends[next++] =
            (long) Arrays.binarySearch(points, 0, different, last) << 32 | 1L << 31 | row;
      }
    }
    Arrays.sort(ends);
    return ends;
  }

  private void copyFields(int source, int target, Map<String, FieldColumn> fields) {
    fields.forEach(
        (name, column) -> {
          Optional<Value> invoked = base.invokedField(source, name);
          Optional<Value> either = base.field(source, name);
          invoked.ifPresent(value -> column.putInvoked(target, intern(value)));
          either
              .filter(value -> !Optional.of(value).equals(invoked))
              .ifPresent(value -> column.putCompleted(target, intern(value)));
        });
  }

  private int intern(@Nullable Value value) {
    return value == null ? Dictionary.ABSENT : dictionary.intern(value);
  }
}

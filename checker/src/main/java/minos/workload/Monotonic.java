package minos.workload;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.value.BigInt;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * {@code monotonic}: rows inserted one after another carry growing values and growing timestamps.
 *
 * <p><b>Question.</b> As in Jepsen's test of CockroachDB: each {@code add} inserts a row {@code
 * {:val .. :sts .. :proc .. :node .. :tb ..}} with a value higher than any before; the last {@code
 * read} returns all rows in the order of their timestamps {@code :sts}. That order must be the
 * order of the values, each value there once, each acknowledged one there, each failed one not.
 * Where rows name the process that inserted them ({@code :proc}) the values need be in order for
 * each process only, unless current reads are demanded.
 *
 * <p>Histories whose reads return plain integers are registers that only grow, as in Jepsen's test
 * of FaunaDB: {@link ProcessOrder}.
 *
 * <p><b>Soundness.</b> Exact for the last read. Adds that had not ended when it began are not
 * missed. <b>Cost.</b> Linear.
 */
final class Monotonic implements Workload {
  private static final int LISTED = 100;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,60}([.][0-9]{1,60})?");

  @Override
  public String name() {
    return "monotonic";
  }

  @Override
  public String algorithm() {
    return "order of the last read";
  }

  /**
   * Of registers that only grow each two reads of a process are compared: everything may go. Of
   * rows only the last read is judged, by itself or with one add that it lacks or should lack, so
   * all other reads need that one, or they would be the last. One that looks like a read of a
   * register needs all others, or it would be taken for one. A read needs an add of each row, so
   * that it is not left without its explanation.
   */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    if (ProcessOrder.fits(slice)) {
      return;
    }
    History history = slice.history();
    int last = lastRead(slice);
    int read = history.functionNumber("read");
    int[] reads =
        Arrays.stream(slice.operations())
            .filter(op -> history.function(op) == read && history.outcome(op) == Outcome.OK)
            .filter(op -> !Shapes.value(history, op).isNil())
            .toArray();
    for (int op : reads) {
      Collection<Value> rows = Shapes.collection(Shapes.value(history, op));
      if (op != last) {
        excuses.all(op, rows == null || rows.size() == 2 ? reads : new int[] {last});
      }
    }
    Writers adds = Writers.none(history);
    for (int op : slice.operations()) {
      if (history.function(op) == history.functionNumber("add")) {
        adds.add(val(completed(history, op)), op);
      }
    }
    Collection<Value> rows = last < 0 ? null : Shapes.collection(Shapes.value(history, last));
    for (Value row : rows == null ? List.<Value>of() : rows) {
      excuses.any(last, adds.of(val(row)));
    }
  }

  /** A row's value, or the value itself. */
  static Value val(Value value) {
    Value val = value instanceof Dict row ? row.get("val") : null;
    return val == null ? value : val;
  }

  /** Rows that are in order are so without others; see {@link NarrowRows}. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(new NarrowRows());
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    if (ProcessOrder.fits(slice)) {
      ProcessOrder.judge(slice, progress, report);
      return;
    }
    int read = lastRead(slice);
    if (read < 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "Set was never read");
      return;
    }
    Collection<Value> rows = Shapes.collection(Shapes.value(slice.history(), read));
    progress.reserve(100L * slice.operations().length);
    if (rows == null || !rows.stream().allMatch(Monotonic::isRow)) {
      report.undecided(
          Cause.Kind.UNSUPPORTED,
          "a read of this workload returns rows {:val .. :sts ..}, but the last returned "
              + Shapes.value(slice.history(), read));
      return;
    }
    new Run(slice, read, List.copyOf(rows), progress, report).run(options.linearizable());
  }

  /** The row that an add says it inserted, whatever became of it. */
  private static Value completed(History history, int operation) {
    int output = history.output(operation);
    return output == Dictionary.ABSENT
        ? Shapes.input(history, operation)
        : history.dictionary().value(output);
  }

  private static boolean isRow(Value value) {
    return value instanceof Dict row && isNumber(row.get("val")) && isNumber(row.get("sts"));
  }

  private static boolean isNumber(@Nullable Value value) {
    return value != null && number(value).isPresent();
  }

  private static int lastRead(Slice slice) {
    History history = slice.history();
    int function = history.functionNumber("read");
    int last = -1;
    for (int operation : slice.operations()) {
      if (history.function(operation) == function
          && history.outcome(operation) == Outcome.OK
          && !Shapes.value(history, operation).isNil()
          && (last < 0 || history.completed(operation) > history.completed(last))) {
        last = operation;
      }
    }
    return last;
  }

  private static final class Run {
    private final Slice slice;
    private final History history;
    private final int read;
    private final List<Value> rows;
    private final Progress progress;
    private final Report report;

    Run(Slice slice, int read, List<Value> rows, Progress progress, Report report) {
      this.slice = slice;
      this.history = slice.history();
      this.read = read;
      this.rows = rows;
      this.progress = progress;
      this.report = report;
    }

    void run(boolean current) {
      boolean perProcess = !rows.isEmpty() && field(rows.get(0), "proc") != null;
      present();
      List<Value> byTime = disorder("sts", row -> Nil.NIL, true);
      List<Value> byValue = disorder("val", row -> Nil.NIL, false);
      report.put("order-by-errors", byTime);
      report.put("value-reorders", byValue);
      reordered(byTime, "timestamps");
      if (!perProcess || current) {
        reordered(byValue, "values");
      }
      if (perProcess) {
        List<Value> perclient = disorder("val", row -> orNil(field(row, "proc")), false);
        report.put("value-reorders-perclient", perclient);
        report.put(
            "value-reorders-pernode", disorder("val", row -> orNil(field(row, "node")), false));
        report.put(
            "value-reorders-pertable", disorder("val", row -> orNil(field(row, "tb")), false));
        reordered(perclient, "values of one process");
      }
      if (rows.size() < 2) {
        report.undecided(
            Cause.Kind.NOTHING_INFERRED, "the last read has fewer than two rows to compare");
      }
    }

    /** Which values are there, and how often. */
    private void present() {
      Map<Value, Integer> counts = new LinkedHashMap<>();
      for (Value row : rows) {
        progress.step();
        counts.merge(orNil(field(row, "val")), 1, Integer::sum);
      }
      int add = history.functionNumber("add");
      Map<Value, Integer> lost = new LinkedHashMap<>();
      Map<Value, Integer> revived = new LinkedHashMap<>();
      List<Value> recovered = new ArrayList<>();
      int added = 0;
      int failed = 0;
      int unsure = 0;
      for (int operation : slice.operations()) {
        progress.step();
        if (history.function(operation) != add) {
          continue;
        }
        Value value = completed(history, operation);
        Value val = isRow(value) ? orNil(field(value, "val")) : value;
        switch (history.outcome(operation)) {
          case OK -> {
            added++;
            if (!counts.containsKey(val) && history.completed(operation) < history.invoked(read)) {
              lost.put(val, operation);
            }
          }
          case FAIL -> {
            failed++;
            if (counts.containsKey(val) && isRow(value)) {
              revived.put(val, operation);
            }
          }
          case INFO -> {
            unsure++;
            if (counts.containsKey(val) && isRow(value)) {
              recovered.add(val);
            }
          }
        }
      }
      List<Value> duplicates =
          counts.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
      report.put("revived", IntervalSet.of(revived.keySet()));
      report.put("revived-frac", fraction(revived.size(), failed));
      report.put("recovered", IntervalSet.of(recovered));
      report.put("recovered-frac", fraction(recovered.size(), unsure));
      report.put("lost", IntervalSet.of(lost.keySet()));
      report.put("lost-frac", fraction(lost.size(), added));
      report.put("duplicates", IntervalSet.of(duplicates));
      some(Anomaly.LOST_ELEMENT, lost, "acknowledged values are missing from the last read: ");
      some(Anomaly.ABORTED_ELEMENT, revived, "values whose adds failed are in the last read: ");
      if (!duplicates.isEmpty()) {
        report.violated(
            Anomaly.DUPLICATE_ELEMENT,
            "the last read has values more than once: " + IntervalSet.of(duplicates).value() + ".",
            read,
            new int[0]);
      }
    }

    private void some(Anomaly anomaly, Map<Value, Integer> values, String what) {
      if (!values.isEmpty()) {
        int[] adds = values.values().stream().limit(3).mapToInt(Integer::intValue).toArray();
        report.violated(anomaly, what + IntervalSet.of(values.keySet()).value() + ".", read, adds);
      }
    }

    private static Value fraction(int part, int whole) {
      return whole == 0 || part == whole ? new Int(1) : new Real((double) part / whole);
    }

    /** Pairs of rows, neighbours among those of one group, whose fields are not in order. */
    private List<Value> disorder(String name, Function<Value, Value> group, boolean equalsAllowed) {
      Map<Value, Value> last = new HashMap<>();
      List<Value> pairs = new ArrayList<>();
      for (Value row : rows) {
        progress.step();
        Value before = last.put(group.apply(row), row);
        Value low = before == null ? null : field(before, name);
        Value high = field(row, name);
        if (before == null || low == null || high == null) {
          continue;
        }
        int order = compare(low, high);
        if ((order > 0 || (order == 0 && !equalsAllowed)) && pairs.size() < LISTED) {
          pairs.add(Value.seq(before, row));
        }
      }
      return pairs;
    }

    private void reordered(List<Value> pairs, String what) {
      if (!pairs.isEmpty()) {
        report.violated(
            Anomaly.REORDERED,
            "the last read, in the order of its timestamps, has "
                + what
                + " that do not grow: "
                + pairs.get(0)
                + ".",
            read,
            new int[0]);
      }
    }

    private static @Nullable Value field(Value row, String name) {
      return row instanceof Dict dict ? dict.get(name) : null;
    }

    private static Value orNil(@Nullable Value value) {
      return value == null ? Nil.NIL : value;
    }

    private static int compare(Value a, Value b) {
      return number(a).orElseThrow().compareTo(number(b).orElseThrow());
    }
  }

  /** The number that a value is or spells; timestamps may be strings or have 96 bits. */
  private static Optional<BigDecimal> number(Value value) {
    if (value instanceof Int integer) {
      return Optional.of(BigDecimal.valueOf(integer.value()));
    } else if (value instanceof BigInt big) {
      return Optional.of(new BigDecimal(big.value()));
    } else if (value instanceof Decimal decimal) {
      return Optional.of(decimal.value());
    }
    return value instanceof Text text && NUMBER.matcher(text.value()).matches()
        ? Optional.of(new BigDecimal(text.value()))
        : Optional.empty();
  }
}

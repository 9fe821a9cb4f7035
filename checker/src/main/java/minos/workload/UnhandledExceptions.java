package minos.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code unhandled-exceptions}: which exceptions left operations with an unknown outcome, the most
 * frequent first. It only tells; it finds no violation. Linear.
 */
final class UnhandledExceptions implements Workload {
  @Override
  public String name() {
    return "unhandled-exceptions";
  }

  @Override
  public String algorithm() {
    return "counts per class";
  }

  @Override
  public Keys keys() {
    return Keys.ALL_TOGETHER;
  }

  /** Nothing is judged: each operation may go by itself. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {}

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    report.assume("exceptions are told, not judged");
    if (!history.fieldNames().contains("exception")) {
      return;
    }
    Map<Value, List<Integer>> byClass = new LinkedHashMap<>();
    for (int operation : slice.operations()) {
      progress.step();
      if (history.outcome(operation) == Outcome.INFO) {
        history
            .field(operation, "exception")
            .filter(exception -> !exception.isNil())
            .ifPresent(
                exception ->
                    byClass
                        .computeIfAbsent(type(exception), type -> new ArrayList<>())
                        .add(operation));
      }
    }
    List<Value> exceptions = new ArrayList<>();
    byClass.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Value, List<Integer>>>comparingInt(e -> e.getValue().size())
                .reversed())
        .forEach(
            entry -> {
              Map<Value, Value> fields = new LinkedHashMap<>();
              fields.put(new Keyword("count"), new Int(entry.getValue().size()));
              fields.put(new Keyword("class"), entry.getKey());
              fields.put(
                  new Keyword("example"), Shapes.operation(history, entry.getValue().get(0)));
              exceptions.add(new Dict(fields));
            });
    if (!exceptions.isEmpty()) {
      report.put("exceptions", exceptions);
    }
  }

  /** The class of an exception as Clojure prints one: the type of the first of {@code :via}. */
  private static Value type(Value exception) {
    Value plain = exception instanceof Tagged tagged ? tagged.value() : exception;
    Value via = member(plain, "via");
    Value first = via instanceof Seq seq && seq.size() > 0 ? seq.get(0) : Nil.NIL;
    Value type = member(first, "type");
    return type == null ? Nil.NIL : type;
  }

  private static @Nullable Value member(Value value, String name) {
    return value instanceof Dict dict ? dict.get(name) : null;
  }
}

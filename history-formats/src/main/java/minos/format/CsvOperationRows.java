package minos.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.Int;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are operations, each with a start and an end: real time is their order, not that of the
 * rows. The rows of one process come in the order of their starts, as it runs one at a time.
 *
 * <p>Without a column for the outcome, an operation with an end is ok, one without may still take
 * effect at any time (info). Without a column for the result, the value is that of the completion,
 * and for anything but reads that of the invocation as well.
 */
final class CsvOperationRows implements CsvEvents.RowSink {
  private final CsvColumns columns;
  private final CsvValues values;
  private final HistoryBuilder sink;
  private final Map<Value, Long> busyUntil = new HashMap<>();
  private long rows;

  CsvOperationRows(CsvColumns columns, CsvValues values, HistoryBuilder sink) {
    this.columns = columns;
    this.values = values;
    this.sink = sink;
    sink.orderBy(OrderBy.TIME);
  }

  @Override
  public void accept(List<CsvRows.Cell> row, long line)
      throws IOException, MalformedHistoryException {
    rows++;
    Map<String, Value> fields = new HashMap<>();
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      CsvRows.Cell cell = row.get(i);
      String field = columns.fields().get(i);
      switch (field) {
        case "f", "start", "end", "outcome" -> words.put(field, cell.text().strip());
        default -> {
          if (!cell.isNull()) {
            fields.put(field, values.value(cell.text()));
          }
        }
      }
    }
    OptionalLong start = time(words, "start", line);
    OptionalLong end = time(words, "end", line);
    Optional<EventType> type = outcome(words.getOrDefault("outcome", ""), end, line);
    if (start.isEmpty() || type.isEmpty()) {
      return;
    }
    if (end.isPresent() && end.getAsLong() < start.getAsLong()) {
      sink.problems().add(line, "an operation that ends before it starts");
      return;
    }
    Value process = process(fields, line);
    if (isBusy(process, start.getAsLong(), end, line)) {
      return;
    }
    emit(process, words, fields, start.getAsLong(), type.get(), end, line);
  }

  private void emit(
      Value process,
      Map<String, String> words,
      Map<String, Value> fields,
      long start,
      EventType type,
      OptionalLong end,
      long line)
      throws MalformedHistoryException {
    String f = CsvEventRows.name(words.getOrDefault("f", ""));
    if (f.isEmpty()) {
      sink.problems().add(line, "no function; expected one in the column for f");
      return;
    }
    Value key = fields.remove("key");
    if (key != null && key.isNil()) {
      key = null;
    }
    Value value = fields.remove("value");
    Value result = fields.remove("result");
    boolean results = columns.fields().contains("result");
    Value argument = !results && isRead(f) ? null : value;
    sink.accept(event(EventType.INVOKE, process, f, key, argument, start, line, Map.of()));
    sink.accept(
        event(
            type,
            process,
            f,
            key,
            results ? result : value,
            end.orElse(Event.ABSENT),
            line,
            fields));
  }

  private static Event event(
      EventType type,
      Value process,
      String f,
      @Nullable Value key,
      @Nullable Value value,
      long time,
      long line,
      Map<String, Value> extra) {
    return new Event(type, process, f, key, value, Event.ABSENT, time, line, extra);
  }

  private Value process(Map<String, Value> fields, long line) {
    Value process = fields.remove("process");
    if (process != null && !process.isNil()) {
      return process;
    }
    sink.warn(line, "a row without a process, taken for a process of its own");
    return new Int(-rows);
  }

  private boolean isBusy(Value process, long start, OptionalLong end, long line)
      throws MalformedHistoryException {
    Long until = busyUntil.get(process);
    if (until != null && start < until) {
      sink.problems()
          .add(
              line,
              "process "
                  + Shown.brief(process)
                  + " starts at "
                  + start
                  + " while its operation of a row before lasts until "
                  + until
                  + "; a process has one operation open at a time, and its rows are in the order of their starts");
      return true;
    }
    busyUntil.put(process, end.orElse(start));
    return false;
  }

  private OptionalLong time(Map<String, String> words, String field, long line)
      throws MalformedHistoryException {
    String text = words.getOrDefault(field, "");
    if (text.isEmpty()) {
      if (field.equals("start")) {
        sink.problems().add(line, "no start; every operation needs one");
      }
      return OptionalLong.empty();
    }
    OptionalLong time = CsvValues.time(text);
    if (time.isEmpty()) {
      sink.problems()
          .add(
              line,
              "expected an integer or a date and time with its zone as "
                  + field
                  + ", found "
                  + Shown.brief(text));
    }
    return time;
  }

  private Optional<EventType> outcome(String text, OptionalLong end, long line)
      throws MalformedHistoryException {
    String word = CsvEventRows.name(text).toLowerCase(Locale.ROOT);
    Optional<EventType> type =
        switch (word) {
          case "" -> Optional.of(end.isPresent() ? EventType.OK : EventType.INFO);
          case "unknown", "timeout" -> Optional.of(EventType.INFO);
          default -> EventType.ofWord(word).filter(known -> known != EventType.INVOKE);
        };
    if (type.isEmpty()) {
      sink.problems()
          .add(line, "unknown outcome " + Shown.brief(text) + "; expected ok, fail or info");
    } else if (type.get() != EventType.INFO && end.isEmpty()) {
      sink.problems().add(line, "an operation that is " + word + " needs an end");
      return Optional.empty();
    }
    return type;
  }

  private static boolean isRead(String f) {
    String letters = f.toLowerCase(Locale.ROOT);
    return letters.equals("read") || letters.equals("get") || letters.equals("r");
  }
}

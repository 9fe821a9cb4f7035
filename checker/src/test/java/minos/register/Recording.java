package minos.register;

import java.util.HashMap;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Makes histories of operations that follow each other, with further fields. */
public final class Recording {
  private final HistoryBuilder builder = new HistoryBuilder();

  /** Adds an operation that succeeded before the next begins. */
  public Recording ok(int process, String f, @Nullable Object value, Object... fields) {
    return add(EventType.OK, process, f, value, fields);
  }

  /** Adds an operation of unknown outcome. */
  public Recording info(int process, String f, @Nullable Object value, Object... fields) {
    return add(EventType.INFO, process, f, value, fields);
  }

  private Recording add(
      EventType end, int process, String f, @Nullable Object value, Object... fields) {
    Map<String, Value> extra = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      extra.put(fields[i].toString(), Value.of(fields[i + 1]));
    }
    try {
      Value input = f.equals("read") ? null : Value.of(value);
      builder.accept(event(EventType.INVOKE, process, f, input, Map.of()));
      builder.accept(event(end, process, f, Value.of(value), extra));
    } catch (MalformedHistoryException e) {
      throw new IllegalArgumentException(e);
    }
    return this;
  }

  private static Event event(
      EventType type, int process, String f, @Nullable Value value, Map<String, Value> extra) {
    return new Event(
        type,
        new Int(process),
        f,
        new Text("x"),
        value,
        Event.ABSENT,
        Event.ABSENT,
        Event.ABSENT,
        extra);
  }

  /** The history. */
  public History history() {
    try {
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

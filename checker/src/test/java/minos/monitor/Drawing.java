package minos.monitor;

import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** A history, event by event. */
final class Drawing {
  private final HistoryBuilder builder = new HistoryBuilder();

  Drawing event(EventType type, int process, String f, @Nullable Object value) {
    return accept(Event.of(type, new Int(process), f, Value.of(value)));
  }

  private Drawing accept(Event event) {
    try {
      builder.accept(event);
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  Drawing invoke(int process, String f, @Nullable Object value) {
    return event(EventType.INVOKE, process, f, value);
  }

  Drawing ok(int process, String f, @Nullable Object value) {
    return event(EventType.OK, process, f, value);
  }

  Drawing did(String f, @Nullable Object in, @Nullable Object out) {
    return by(0, f, in, out);
  }

  Drawing by(int process, String f, @Nullable Object in, @Nullable Object out) {
    return invoke(process, f, in).ok(process, f, out);
  }

  Drawing by(
      int process, String f, @Nullable Object in, @Nullable Object out, String field, Object what) {
    return invoke(process, f, in).ok(process, f, out, field, what);
  }

  /** A completion with a further field. */
  Drawing ok(int process, String f, @Nullable Object value, String field, Object what) {
    return accept(
        new Event(
            EventType.OK,
            new Int(process),
            f,
            null,
            Value.of(value),
            Event.ABSENT,
            Event.ABSENT,
            Event.ABSENT,
            Map.of(field, Value.of(what))));
  }

  History history() {
    try {
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }
}

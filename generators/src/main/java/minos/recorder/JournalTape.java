package minos.recorder;

import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.value.Keyword;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a journal, in a chain that whoever writes follows. Thread-safe.
 *
 * @param origin what the clock says when time is zero
 */
record JournalTape(long origin, EventChain chain, Journal journal) implements Tape {
  @Override
  public long invoked(
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      Map<String, Value> extra) {
    append(EventType.INVOKE, process, f, key, value, extra);
    return 0;
  }

  @Override
  public void completed(
      Invocation invocation, EventType type, @Nullable Object value, Map<String, Value> extra) {
    append(type, invocation.process(), invocation.f(), invocation.key(), value, extra);
  }

  @Override
  public void remarked(Keyword who, String f, Object value) {
    append(EventType.INFO, who, f, null, value, Map.of());
  }

  private void append(
      EventType type,
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      Map<String, Value> extra) {
    Event event =
        new Event(
            type,
            Value.of(process),
            f,
            key == null ? null : Value.of(key),
            value == null ? null : Value.of(value),
            Event.ABSENT,
            System.nanoTime() - origin,
            Event.ABSENT,
            extra);
    journal.keep(chain.append(event));
  }
}

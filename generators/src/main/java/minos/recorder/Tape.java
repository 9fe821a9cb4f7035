package minos.recorder;

import java.util.Map;
import minos.history.EventType;
import minos.value.Keyword;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Where a recorder puts its events. If a call returned before another began, its event stands
 * before the other's. Thread-safe.
 *
 * <p>Processes, keys and values are as {@link Plain} makes them.
 */
sealed interface Tape permits MemoryTape, JournalTape {
  /**
   * An operation is about to begin.
   *
   * @param value null for none
   * @return what its completion is told by, see {@link Invocation#number}
   */
  long invoked(
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      Map<String, Value> extra);

  /** An operation ended. */
  void completed(
      Invocation invocation, EventType type, @Nullable Object value, Map<String, Value> extra);

  /** Something happened that is no client's. */
  void remarked(Keyword who, String f, Object value);
}

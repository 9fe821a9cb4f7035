package minos.history;

import java.util.Map;
import minos.value.Keyword;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log: a process invokes an operation, or an operation completes.
 *
 * @param type invocation or the kind of completion
 * @param process who did it: a number or a name for a client, a keyword such as {@code :nemesis}
 *     for anybody else; null where the source has no processes
 * @param f the function's letters without colon ({@code read}, {@code cas}); empty where the source
 *     names none
 * @param key the object that the operation is on, where the source says so in a field of its own or
 *     by a map entry; else null
 * @param value argument or result; null where the source has none (which is not the value nil)
 * @param index the source's own numbering, or {@link #ABSENT}
 * @param time nanoseconds on the recorder's clock, or {@link #ABSENT}
 * @param line where in the source the event is, from 1: the line of a text, the position in a
 *     binary file; or {@link #ABSENT}
 * @param extra every other field of the source by its letters, such as {@code version}, {@code
 *     session}, {@code error}
 */
public record Event(
    EventType type,
    @Nullable Value process,
    String f,
    @Nullable Value key,
    @Nullable Value value,
    long index,
    long time,
    long line,
    Map<String, Value> extra) {

  /**
   * Stands for an index, time or line that the source does not have. No source numbers its events
   * so low.
   */
  public static final long ABSENT = Long.MIN_VALUE;

  /** Copies the map of further fields unless it is immutable already. */
  public Event {
    extra = Map.copyOf(extra);
  }

  /** Whether a client did it: nobody in particular, or somebody whose name is no keyword. */
  public boolean ofClient() {
    if (process instanceof Text text) {
      return !text.value().startsWith(":") && !text.value().equals("nemesis");
    }
    return !(process instanceof Keyword);
  }

  /** The same without its index, which has gaps among others of a part of a history. */
  public Event unnumbered() {
    return new Event(type, process, f, key, value, ABSENT, time, line, extra);
  }

  /** An event with the fields that each has; the others absent. For tests and recorders. */
  public static Event of(EventType type, @Nullable Value process, String f, @Nullable Value value) {
    return new Event(type, process, f, null, value, ABSENT, ABSENT, ABSENT, Map.of());
  }
}

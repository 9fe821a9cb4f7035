package minos.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.ReadLimits;
import minos.format.json.JsonlStream;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The events of a history while it is written: each is there as soon as its text is. Not
 * thread-safe.
 */
@FunctionalInterface
public interface EventStream {
  /** The formats that can be read while they are written. */
  Set<Format> FORMATS = Set.of(Format.JSONL, Format.JEPSEN_EDN, Format.PORCUPINE_KV);

  /**
   * The next event; null at the end of the input or of the recording. Waits for it.
   *
   * @throws IOException if the operating system can't read
   * @throws MalformedHistoryException if what comes is no event: a stream has no second chance
   */
  @Nullable Event next() throws IOException, MalformedHistoryException;

  /** After the last event, how the recording breaks off; empty if it does not. */
  default Optional<String> truncated() {
    return Optional.empty();
  }

  /**
   * Reads a stream.
   *
   * @param format one of {@link #FORMATS}
   * @param source what messages call it
   */
  static EventStream of(InputStream in, Format format, String source, ReadLimits limits) {
    if (!FORMATS.contains(format)) {
      throw new IllegalArgumentException(format.id() + " can't be read while it is written");
    }
    if (format == Format.JSONL) {
      return new JsonlStream(in, source, limits);
    }
    Problems problems = new Problems(source);
    EdnReader edn = new EdnReader(in, limits);
    EventDraft draft = new EventDraft(problems);
    return () -> {
      try {
        int next = edn.peek();
        while (next == '[' || next == '(' || next == ']' || next == ')') {
          // The whole history in one collection, or its end.
          edn.skip();
          next = edn.peek();
        }
        if (next < 0) {
          return null;
        }
        Event event = EdnEvents.readEvent(next, edn, draft);
        problems.throwIfAny();
        return event;
      } catch (MalformedEdnException e) {
        throw problems.fatal(e.line(), e.message());
      }
    };
  }
}

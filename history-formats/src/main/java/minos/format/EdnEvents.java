package minos.format;

import java.io.IOException;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.Input;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads events written as maps in EDN: one after the other, or all of them in one vector or list;
 * with or without a tag such as {@code #jepsen.history.Op}.
 *
 * <p>Serves Jepsen's and Knossos's histories, and Porcupine's, which are the same with {@code
 * :key}.
 */
final class EdnEvents implements EventReader {
  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    EdnReader edn = new EdnReader(input.stream(), options.limits());
    try {
      readAll(edn, sink);
    } catch (MalformedEdnException e) {
      if (!e.atEnd() || input.cutOff().isEmpty()) {
        throw sink.problems().fatal(e.line(), e.message());
      }
    }
  }

  private static void readAll(EdnReader edn, HistoryBuilder sink)
      throws IOException, MalformedEdnException, MalformedHistoryException {
    EventDraft draft = new EventDraft(sink.problems());
    int next = edn.peek();
    if (next != '[' && next != '(') {
      while (next >= 0) {
        accept(readEvent(next, edn, draft), sink);
        next = edn.peek();
      }
      return;
    }
    long opened = edn.line();
    char close = next == '[' ? ']' : ')';
    edn.skip();
    next = edn.peek();
    while (next != close) {
      if (next < 0) {
        throw edn.ended(
            "the input ends in the collection opened in line " + opened + ", before its " + close);
      }
      accept(readEvent(next, edn, draft), sink);
      next = edn.peek();
    }
    edn.skip();
    if (edn.peek() >= 0) {
      throw edn.malformed(
          "more data after the end of the history; expected one collection, or maps without one");
    }
  }

  private static void accept(@Nullable Event event, HistoryBuilder sink)
      throws MalformedHistoryException {
    if (event != null) {
      sink.accept(event);
    }
  }

  /** Reads one event, whose first byte was seen; null if it is none, which is a problem noted. */
  static @Nullable Event readEvent(int next, EdnReader edn, EventDraft draft)
      throws IOException, MalformedEdnException, MalformedHistoryException {
    edn.begin();
    long line = edn.line();
    int first = next;
    if (first == '#') {
      edn.tag();
      first = edn.peek();
    }
    if (first != '{') {
      throw edn.malformed("expected an operation, a map {:type ... :process ... :f ...}");
    }
    edn.skip();
    draft.begin(line);
    while (edn.peek() != '}') {
      String name = edn.read().letters();
      if (edn.peek() == '}') {
        throw edn.malformed("a map that ends with a key without value: " + Shown.brief(name));
      }
      Value value = edn.read();
      draft.put(name, value);
    }
    edn.skip();
    return draft.end();
  }
}

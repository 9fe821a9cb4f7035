package minos.format.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.json.JsonValues.Dialect;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Reads one JSON array of events, as elle-cli takes; also objects one after the other without an
 * array, over as many lines as they like.
 *
 * <p>Types, functions and the names inside transactions are strings, with a colon or without;
 * strings with one are keywords. Process and function may be missing. An array that does not end is
 * a recording that breaks off.
 */
public final class JsonReader implements EventReader {
  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    Tail in = new Tail(withoutMark(input.stream()));
    EventParser events = new EventParser(sink.problems(), Dialect.COLONS);
    try (JsonParser parser = JsonValues.factory(options.limits()).createParser(in)) {
      try {
        readAll(parser, events, sink);
      } catch (JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        boolean ends = endsEarly(e, parser, in);
        if (!ends || sink.events() == 0) {
          long line = location == null ? Event.ABSENT : location.getLineNr();
          throw sink.problems().fatal(line, "not JSON: " + JsonValues.explain(e));
        }
        sink.truncated("the JSON ends in the middle");
      }
    }
  }

  private static void readAll(JsonParser parser, EventParser events, HistoryBuilder sink)
      throws IOException, MalformedHistoryException {
    boolean any = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      any = true;
      if (token == JsonToken.START_ARRAY) {
        for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
          readEvent(parser, token, events, sink);
        }
      } else {
        readEvent(parser, token, events, sink);
      }
    }
    if (!any) {
      throw sink.problems().fatal(Event.ABSENT, "an empty file; expected a JSON array of events");
    }
  }

  private static void readEvent(
      JsonParser parser, JsonToken token, EventParser events, HistoryBuilder sink)
      throws IOException, MalformedHistoryException {
    long line = parser.currentTokenLocation().getLineNr();
    if (token != JsonToken.START_OBJECT) {
      sink.problems()
          .add(line, "expected an event, { \"type\": ... }, as every member of the array");
      parser.skipChildren();
      return;
    }
    Event event = events.read(parser, line);
    if (event != null) {
      sink.accept(event);
    }
  }

  /** Whether the parser failed because there was no more to read. */
  private static boolean endsEarly(JsonProcessingException e, JsonParser parser, Tail in)
      throws IOException {
    // A literal that is cut off is no end of input for Jackson, but an unknown token.
    return e instanceof JsonEOFException
        || (parser.releaseBuffered(OutputStream.nullOutputStream()) <= 0
            && in.read() < 0
            && in.last != ']'
            && in.last != '}');
  }

  private static InputStream withoutMark(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 64 << 10);
    buffered.mark(3);
    boolean marked = buffered.read() == 0xEF && buffered.read() == 0xBB && buffered.read() == 0xBF;
    if (!marked) {
      buffered.reset();
    }
    return buffered;
  }

  /** Remembers the last byte read. */
  private static final class Tail extends FilterInputStream {
    private int last;

    Tail(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      last = next < 0 ? last : next;
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = in.read(into, offset, length);
      last = n > 0 ? into[offset + n - 1] : last;
      return n;
    }
  }
}

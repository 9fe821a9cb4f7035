package minos.format.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.IntSupplier;
import minos.format.input.Input;
import minos.format.input.ReadLimits;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Reads one input of JSON, and tells what is wrong with it: JSON that ends too early is a recording
 * that breaks off, if it has an event; any other fault is malformed.
 */
public final class JsonRecords {
  private JsonRecords() {}

  /** Reads with a parser that stands before the first token. */
  @FunctionalInterface
  public interface Body {
    /** Reads all, up to the end of the input. */
    void read(JsonParser parser) throws IOException, MalformedHistoryException;
  }

  /** Lets the body read the input. */
  public static void read(Input input, HistoryBuilder sink, ReadLimits limits, Body body)
      throws IOException, MalformedHistoryException {
    read(input, sink, limits, sink::events, body);
  }

  /** Lets the body read the input, where it is known otherwise how many events were found. */
  public static void read(
      Input input, HistoryBuilder sink, ReadLimits limits, IntSupplier events, Body body)
      throws IOException, MalformedHistoryException {
    Tail in = new Tail(withoutMark(input.stream()));
    try (JsonParser parser = JsonValues.factory(limits).createParser(in)) {
      try {
        body.read(parser);
      } catch (JsonProcessingException e) {
        if (!endsEarly(e, parser, in) || events.getAsInt() == 0) {
          JsonLocation location = e.getLocation();
          long line = location == null ? Event.ABSENT : location.getLineNr();
          throw sink.problems().fatal(line, "not JSON: " + JsonValues.explain(e));
        }
        sink.truncated("the JSON ends in the middle");
      }
    }
  }

  /** The line of the parser's current token, from 1. */
  public static long line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
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

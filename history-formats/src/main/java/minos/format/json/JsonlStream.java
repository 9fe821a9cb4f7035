package minos.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import minos.format.EventStream;
import minos.format.input.ReadLimits;
import minos.format.json.JsonValues.Dialect;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problems;
import org.jspecify.annotations.Nullable;

/**
 * JSON Lines while they are written, line by line. A header is passed over; an end line is the end.
 */
public final class JsonlStream implements EventStream {
  private static final int BLOCK = 1 << 16;

  private final InputStream in;
  private final Problems problems;
  private final JsonFactory factory;
  private final EventParser events;
  private final int longest;
  private byte[] buffer = new byte[BLOCK];
  private int from;
  private int to;
  private long line;
  private boolean header;
  private boolean ended;
  private boolean cutOff;

  /** Reads a stream. */
  public JsonlStream(InputStream in, String source, ReadLimits limits) {
    this.in = in;
    this.problems = new Problems(source);
    this.factory = JsonValues.factory(limits);
    this.events = new EventParser(problems, new JsonValues(Dialect.EXACT, limits));
    this.longest = limits.lineLength();
  }

  @Override
  public @Nullable Event next() throws IOException, MalformedHistoryException {
    while (!ended) {
      int end = endOfLine();
      if (end < 0) {
        return null;
      }
      int start = from;
      from = Math.min(end + 1, to);
      line++;
      if (!isBlank(start, end)) {
        Event event = event(start, end);
        problems.throwIfAny();
        if (event != null) {
          return event;
        }
      }
    }
    return null;
  }

  @Override
  public Optional<String> truncated() {
    if (cutOff) {
      return Optional.of("its last line is cut off");
    }
    return header && !ended ? Optional.of("it has a header but no end line") : Optional.empty();
  }

  /** Where the line feed of the next line is, or the end of the input; -1 if there is no line. */
  private int endOfLine() throws IOException, MalformedHistoryException {
    int looked = from;
    while (true) {
      for (; looked < to; looked++) {
        if (buffer[looked] == '\n') {
          return looked;
        }
      }
      if (to - from > longest) {
        throw problems.fatal(
            line + 1,
            "a line of more than "
                + longest
                + " bytes; raise the line limit (--max-line) if it is really an event");
      }
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        looked -= from;
        to -= from;
        from = 0;
      }
      if (to == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int read = in.read(buffer, to, buffer.length - to);
      if (read < 0) {
        // What was cut off in the middle of a line is no event.
        cutOff = !isBlank(from, to);
        return -1;
      }
      to += read;
    }
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\r' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private @Nullable Event event(int start, int end) throws IOException, MalformedHistoryException {
    try (JsonParser parser = factory.createParser(buffer, start, end - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw problems.fatal(line, "expected an object, { \"type\": ... }, on every line");
      }
      if (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (name.equals("header") || name.equals("end")) {
          ended = name.equals("end");
          header |= name.equals("header");
          return null;
        }
      }
      return events.readFields(parser, line);
    } catch (JsonProcessingException e) {
      throw problems.fatal(line, "not JSON: " + JsonValues.explain(e));
    }
  }
}

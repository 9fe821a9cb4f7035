package minos.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.input.ReadLimits;
import minos.format.json.JsonValues.Dialect;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Lines, our own format: one event a line, perhaps after a header line and before an end
 * line.
 *
 * <pre>{@code
 * {"header":{"format":"minos","version":1,"clock":"monotonic"}}
 * {"index":0,"time":1200,"process":3,"type":"invoke","f":"write","key":"x","value":7}
 * {"index":1,"time":9100,"process":3,"type":"ok","f":"write","key":"x","value":7,"version":"v17"}
 * {"end":{"events":2}}
 * }</pre>
 *
 * <p>Values are {@linkplain ExactJson exact JSON}. Fields that events don't have by themselves go
 * to {@link Event#extra}. A recording breaks off, and is marked so, if it has a header but no end,
 * or if its last line has no line feed and is no JSON: whoever wrote it was stopped in the middle.
 *
 * <p>A line that is no JSON is a problem, and reading goes on with the next line.
 */
public final class JsonlReader implements EventReader {
  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    LineBlocks blocks = new LineBlocks(input.stream(), options.limits().lineLength());
    JsonFactory factory = JsonValues.factory(options.limits());
    Run run = new Run(sink, options.limits());
    try {
      while (blocks.next()) {
        run.readBlock(factory, blocks);
      }
    } catch (LineBlocks.LineTooLongException e) {
      throw sink.problems()
          .fatal(
              run.line,
              "a line of more than "
                  + options.limits().lineLength()
                  + " bytes; raise the line limit (--max-line) if it is really an event");
    }
    run.finish();
  }

  /** One reading of one input. */
  private static final class Run {
    private final HistoryBuilder sink;
    private final EventParser events;
    private final JsonValues values;

    /** The line at which the next parser begins, from 1. */
    private long line = 1;

    private boolean first = true;
    private boolean header;
    private boolean ended;
    private boolean cutOff;

    Run(HistoryBuilder sink, ReadLimits limits) {
      this.sink = sink;
      this.values = new JsonValues(Dialect.EXACT, limits);
      this.events = new EventParser(sink.problems(), values);
    }

    /** Reads the lines of a block, with one parser as long as they are JSON. */
    void readBlock(JsonFactory factory, LineBlocks blocks)
        throws IOException, MalformedHistoryException {
      byte[] buffer = blocks.buffer();
      int from = blocks.start();
      if (first) {
        from += byteOrderMark(buffer, from, blocks.end());
        first = false;
      }
      while (from < blocks.end()) {
        from = readLines(factory, buffer, from, blocks.end(), blocks.last());
      }
    }

    private static int byteOrderMark(byte[] buffer, int from, int end) {
      boolean marked =
          end - from >= 3
              && buffer[from] == (byte) 0xEF
              && buffer[from + 1] == (byte) 0xBB
              && buffer[from + 2] == (byte) 0xBF;
      return marked ? 3 : 0;
    }

    /** Reads lines up to the end, or up to one that is no JSON; says where to go on. */
    private int readLines(JsonFactory factory, byte[] buffer, int from, int end, boolean last)
        throws IOException, MalformedHistoryException {
      // Where, relative to from, and on which line the object at hand begins; or the last one
      // ended.
      long objectOffset = 0;
      long objectLine = line;
      boolean inside = false;
      try (JsonParser parser = factory.createParser(buffer, from, end - from)) {
        long previousLine = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          JsonLocation location = parser.currentTokenLocation();
          objectOffset = location.getByteOffset();
          objectLine = line + location.getLineNr() - 1;
          if (objectLine == previousLine) {
            sink.problems().add(objectLine, "a second object on one line; expected one a line");
          }
          inside = true;
          readObject(parser, token, objectLine);
          inside = false;
          JsonLocation after = parser.currentLocation();
          objectOffset = after.getByteOffset();
          previousLine = line + after.getLineNr() - 1;
          if (previousLine != objectLine) {
            throw sink.problems()
                .fatal(
                    objectLine,
                    "an object that goes on over several lines; expected one object a line (for others use --format json)");
          }
          objectLine = previousLine;
        }
        line += parser.currentLocation().getLineNr() - 1;
        return end;
      } catch (JsonProcessingException e) {
        int failed = from + (int) objectOffset;
        if (!inside) {
          // Between objects only white space is allowed: what comes after it is what is wrong.
          for (; failed < end - 1 && buffer[failed] <= ' ' && buffer[failed] >= 0; failed++) {
            if (buffer[failed] == '\n') {
              objectLine++;
            }
          }
        }
        int next = failed;
        while (next < end && buffer[next] != '\n') {
          next++;
        }
        if (last && next == end && buffer[end - 1] != '\n') {
          cutOff = true;
          return end;
        }
        sink.problems().add(objectLine, "not JSON: " + JsonValues.explain(e));
        line = objectLine + 1;
        return next + 1;
      }
    }

    private void readObject(JsonParser parser, JsonToken token, long at)
        throws IOException, MalformedHistoryException {
      if (token != JsonToken.START_OBJECT) {
        sink.problems().add(at, "expected an object, { \"type\": ... }, on every line");
        parser.skipChildren();
        return;
      }
      if (ended) {
        sink.problems()
            .add(
                at,
                "a line after the end line; a recording ends there, the next needs its own file");
        ended = false;
      }
      if (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (name.equals("header") || name.equals("end")) {
          parser.nextToken();
          values.begin();
          Value content = values.read(parser);
          if (parser.nextToken() != JsonToken.END_OBJECT || !(content instanceof Dict dict)) {
            sink.problems().add(at, "expected {\"" + name + "\": {...}} with nothing beside it");
            while (parser.currentToken() != JsonToken.END_OBJECT) {
              parser.nextToken();
              parser.skipChildren();
              parser.nextToken();
            }
          } else if (name.equals("header")) {
            readHeader(dict, at);
          } else {
            readEnd(dict, at);
          }
          return;
        }
      }
      Event event = events.readFields(parser, at);
      if (event != null) {
        sink.accept(event);
      }
    }

    private void readHeader(Dict content, long at) throws MalformedHistoryException {
      if (header || sink.events() > 0) {
        sink.problems()
            .add(at, "a header that is not the first line; the next recording needs its own file");
        return;
      }
      Value version = content.get("version");
      if (version != null && !version.equals(new Int(1))) {
        throw sink.problems()
            .fatal(at, "version " + version + " of this format; this program knows version 1");
      }
      header = true;
      sink.header(content);
    }

    private void readEnd(Dict content, long at) throws MalformedHistoryException {
      ended = true;
      @Nullable Value count = content.get("events");
      if (count instanceof Int number && number.value() != sink.events()) {
        sink.problems()
            .add(
                at,
                "the end line counts "
                    + number
                    + " events, but "
                    + sink.events()
                    + " came before it; lines are missing or were added");
      }
    }

    void finish() throws MalformedHistoryException {
      if (cutOff) {
        if (sink.events() == 0 && !header) {
          throw sink.problems()
              .fatal(line, "not JSON; expected an object, { \"type\": ... }, on every line");
        }
        sink.truncated("its last line is cut off");
      } else if (header && !ended) {
        sink.truncated("it has a header but no end line");
      }
    }
  }
}

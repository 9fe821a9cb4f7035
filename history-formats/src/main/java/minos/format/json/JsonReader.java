package minos.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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
    EventParser events =
        new EventParser(sink.problems(), new JsonValues(Dialect.COLONS, options.limits()));
    JsonRecords.read(input, sink, options.limits(), parser -> readAll(parser, events, sink));
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
    long line = JsonRecords.line(parser);
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
}

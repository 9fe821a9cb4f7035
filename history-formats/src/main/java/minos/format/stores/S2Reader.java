package minos.format.stores;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.json.JsonRecords;
import minos.format.json.JsonValues;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the histories of s2-verification: the starts and finishes of calls to a stream, in order.
 *
 * <pre>{@code
 * {"event":{"Start":{"Append":{"num_records":5,...}}},"client_id":2,"op_id":4984}
 * {"event":{"Finish":{"AppendSuccess":{"tail":2738}}},"client_id":2,"op_id":4984}
 * }</pre>
 *
 * <p>The functions are {@code append}, {@code read} and {@code check-tail}; what stands beside them
 * is the value. An {@code AppendIndefiniteFailure} is of unknown outcome, the other failures did
 * not happen. The field {@code op-id} is kept.
 */
public final class S2Reader implements EventReader {
  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    JsonValues values = new JsonValues(JsonValues.Dialect.PLAIN, options.limits());
    Calls calls = new Calls(sink);
    JsonRecords.read(
        input,
        sink,
        options.limits(),
        parser -> {
          while (parser.nextToken() != null) {
            readLine(parser, values, calls, sink);
          }
        });
  }

  private static void readLine(
      JsonParser parser, JsonValues values, Calls calls, HistoryBuilder sink)
      throws IOException, MalformedHistoryException {
    long line = JsonRecords.line(parser);
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    values.begin();
    Value value = values.read(parser);
    if (!object || !(value instanceof Dict fields) || !calls.add(fields, line)) {
      sink.problems()
          .add(
              line,
              "expected a call, {\"event\": {\"Start\": ...}, \"client_id\": ..., \"op_id\": ...}, or its {\"Finish\": ...}");
    }
  }

  /** The open calls, by client. */
  private static final class Calls {
    private final HistoryBuilder sink;
    private final Map<Value, Value> open = new HashMap<>();

    Calls(HistoryBuilder sink) {
      this.sink = sink;
    }

    boolean add(Dict fields, long line) throws MalformedHistoryException {
      Value client = fields.get("client_id");
      Value operation = fields.get("op_id");
      if (!(client instanceof Int)
          || !(operation instanceof Int)
          || !(fields.get("event") instanceof Dict event)
          || event.entries().size() != 1) {
        return false;
      }
      Value start = event.get("Start");
      Value finish = event.get("Finish");
      Value call = start == null ? finish : start;
      String name = call == null ? null : name(call);
      EventType type = name == null ? null : start == null ? finish(name) : EventType.INVOKE;
      if (call == null || name == null || type == null) {
        return false;
      }
      if (type == EventType.INVOKE) {
        open.put(client, operation);
      } else if (!operation.equals(open.remove(client))) {
        sink.problems()
            .add(
                line,
                "client " + client + " finishes call " + operation + ", which it has not open");
        return true;
      }
      Value value = call instanceof Dict dict ? dict.entries().values().iterator().next() : null;
      sink.accept(
          new Event(
              type,
              client,
              type == EventType.INVOKE ? function(name) : "",
              null,
              value,
              Event.ABSENT,
              Event.ABSENT,
              line,
              Map.of("op-id", operation)));
      return true;
    }

    private static @Nullable String name(Value call) {
      if (call instanceof Text text) {
        return text.value();
      }
      return call instanceof Dict dict
              && dict.entries().size() == 1
              && dict.entries().keySet().iterator().next() instanceof Text name
          ? name.value()
          : null;
    }

    private static @Nullable EventType finish(String name) {
      if (name.endsWith("Success")) {
        return EventType.OK;
      } else if (name.equals("AppendIndefiniteFailure")) {
        return EventType.INFO;
      }
      return name.endsWith("Failure") ? EventType.FAIL : null;
    }

    /** {@code CheckTail} is {@code check-tail}. */
    private static String function(String name) {
      return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
  }
}

package minos.format.transactions;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.json.JsonRecords;
import minos.format.json.JsonValues;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the histories of TimeKiller: an array of transactions with the timestamps that the database
 * gave them.
 *
 * <pre>{@code
 * [{"tid": "1", "sid": "1", "sts": {"p": 10, "l": 0}, "cts": {"p": 12, "l": 1},
 *   "ops": [{"t": "w", "k": "x", "v": 1}, {"t": "r", "k": "y", "v": 2}]}]
 * }</pre>
 *
 * <p>{@code t} is {@code w}, {@code r} or {@code a} (append). Every transaction is committed. The
 * completion gets {@code start-timestamp} and {@code commit-timestamp}, each {@code [physical
 * logical]}, and {@code txn}. The transactions of a session come in its order. Value 0 is the
 * initial one where nobody writes it.
 */
public final class TimeKillerReader implements EventReader {
  private static final Map<String, String> STEPS = Map.of("w", "w", "r", "r", "a", "append");

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    TransactionEvents events = new TransactionEvents(sink, new Int(0));
    JsonValues values = new JsonValues(JsonValues.Dialect.PLAIN, options.limits());
    JsonRecords.read(
        input,
        sink,
        options.limits(),
        parser -> {
          if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw sink.problems()
                .fatal(JsonRecords.line(parser), "expected an array of transactions");
          }
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            long from = JsonRecords.line(parser);
            values.begin();
            Value transaction = values.read(parser);
            if (!add(transaction, from, JsonRecords.line(parser), events)) {
              sink.problems()
                  .add(
                      from,
                      "expected a transaction, {\"tid\": ..., \"sid\": ..., \"ops\": [{\"t\": \"w\", \"k\": ..., \"v\": ...}]}");
            }
          }
          if (parser.nextToken() != null) {
            throw sink.problems()
                .fatal(JsonRecords.line(parser), "more data after the end of the history");
          }
        });
  }

  private static boolean add(Value transaction, long from, long to, TransactionEvents events)
      throws MalformedHistoryException {
    if (!(transaction instanceof Dict fields) || !(fields.get("ops") instanceof Seq operations)) {
      return false;
    }
    Value session = session(fields.get("sid"));
    List<Seq> steps = new ArrayList<>();
    for (Value operation : operations.items()) {
      Seq step = step(operation);
      if (step == null) {
        return false;
      }
      steps.add(step);
    }
    if (session == null) {
      return false;
    }
    Map<String, Value> extra = new HashMap<>();
    put("txn", fields.get("tid"), extra);
    put("start-timestamp", timestamp(fields.get("sts")), extra);
    put("commit-timestamp", timestamp(fields.get("cts")), extra);
    events.add(session, steps, Outcome.OK, from, to, extra);
    return true;
  }

  private static @Nullable Value session(@Nullable Value sid) {
    if (sid instanceof Text text) {
      Value name = Names.value(text.value());
      // What is no client's name must not turn a session into the nemesis.
      return name instanceof Int ? name : new Text("session " + text.value());
    }
    return sid instanceof Int ? sid : null;
  }

  private static @Nullable Seq step(Value operation) {
    if (!(operation instanceof Dict fields) || !(fields.get("t") instanceof Text type)) {
      return null;
    }
    String name = STEPS.get(type.value());
    Value key = fields.get("k");
    Value value = fields.get("v");
    if (name == null || key == null) {
      return null;
    }
    return TransactionEvents.step(name, key, value == null ? Nil.NIL : value);
  }

  private static @Nullable Value timestamp(@Nullable Value timestamp) {
    if (timestamp instanceof Dict fields
        && fields.get("p") instanceof Int physical
        && fields.get("l") instanceof Int logical) {
      return Value.seq(physical, logical);
    }
    return timestamp;
  }

  private static void put(String name, @Nullable Value value, Map<String, Value> extra) {
    if (value != null) {
      extra.put(name, value);
    }
  }
}

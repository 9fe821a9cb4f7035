package minos.format.transactions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
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
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the histories of DBCop: an array of sessions, each an array of transactions, alone or as
 * the field {@code data} of an object.
 *
 * <pre>{@code
 * [[{"events": [{"Read": {"variable": 0, "version": null}},
 *               {"Write": {"variable": 1, "version": 2}}], "committed": true}]]
 * }</pre>
 *
 * <p>Older files have {@code {"write": true, "variable": 1, "value": 2, "success": true}} and
 * {@code "success"} of a transaction. A read of null, or of 0 where nobody wrote it, saw the
 * initial state.
 *
 * <p>R. Biswas, C. Enea, On the Complexity of Checking Transactional Consistency, OOPSLA 2019.
 */
public final class DbcopReader implements EventReader {
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
          boolean wrapped = parser.nextToken() == JsonToken.START_OBJECT;
          if ((wrapped ? findData(parser) : parser.currentToken()) != JsonToken.START_ARRAY) {
            throw sink.problems()
                .fatal(JsonRecords.line(parser), "expected an array of sessions of transactions");
          }
          for (long session = 0; parser.nextToken() != JsonToken.END_ARRAY; session++) {
            readSession(parser, session, values, sink, events);
          }
          while (wrapped && parser.nextToken() != JsonToken.END_OBJECT) {
            parser.nextToken();
            parser.skipChildren();
          }
          if (parser.nextToken() != null) {
            throw sink.problems()
                .fatal(JsonRecords.line(parser), "more data after the end of the history");
          }
        });
  }

  /** Goes to the content of the field {@code data}; to the end of the object if it has none. */
  private static @Nullable JsonToken findData(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean data = parser.currentName().equals("data");
      JsonToken content = parser.nextToken();
      if (data) {
        return content;
      }
      parser.skipChildren();
    }
    return parser.currentToken();
  }

  private static void readSession(
      JsonParser parser,
      long session,
      JsonValues values,
      HistoryBuilder sink,
      TransactionEvents events)
      throws IOException, MalformedHistoryException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      sink.problems().add(JsonRecords.line(parser), "expected a session, an array of transactions");
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long from = JsonRecords.line(parser);
      values.begin();
      Value transaction = values.read(parser);
      long to = JsonRecords.line(parser);
      List<Seq> steps = steps(transaction);
      Value committed = transaction instanceof Dict dict ? committed(dict) : null;
      if (steps == null || committed == null) {
        sink.problems()
            .add(
                from,
                "expected a transaction, {\"events\": [{\"Read\": {\"variable\": 0, \"version\": 1}}, ...], \"committed\": true}");
      } else {
        Outcome outcome = committed.equals(Bool.TRUE) ? Outcome.OK : Outcome.FAIL;
        events.add(new Int(session), steps, outcome, from, to, Map.of());
      }
    }
  }

  private static @Nullable Value committed(Dict transaction) {
    Value committed = transaction.get("committed");
    committed = committed == null ? transaction.get("success") : committed;
    return committed instanceof Bool ? committed : null;
  }

  private static @Nullable List<Seq> steps(Value transaction) {
    if (!(transaction instanceof Dict dict) || !(dict.get("events") instanceof Seq events)) {
      return null;
    }
    List<Seq> steps = new ArrayList<>();
    for (Value event : events.items()) {
      if (!(event instanceof Dict fields)) {
        return null;
      }
      if (Bool.FALSE.equals(fields.get("success"))) {
        continue;
      }
      Seq step = fields.get("write") == null ? step(fields) : oldStep(fields);
      if (step == null) {
        return null;
      }
      steps.add(step);
    }
    return steps;
  }

  private static @Nullable Seq step(Dict event) {
    String name = event.get("Read") != null ? "Read" : "Write";
    if (event.entries().size() != 1 || !(event.get(name) instanceof Dict fields)) {
      return null;
    }
    Value variable = fields.get("variable");
    Value version = fields.get("version");
    boolean nothing = version == null || version.isNil();
    if (variable == null || (nothing && name.equals("Write"))) {
      return null;
    }
    return TransactionEvents.step(
        name.equals("Read") ? "r" : "w", variable, version == null ? Nil.NIL : version);
  }

  private static @Nullable Seq oldStep(Dict event) {
    Value variable = event.get("variable");
    Value value = event.get("value");
    if (variable == null || value == null || !(event.get("write") instanceof Bool write)) {
      return null;
    }
    return TransactionEvents.step(write.value() ? "w" : "r", variable, value);
  }
}

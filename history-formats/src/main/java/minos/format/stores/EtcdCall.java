package minos.format.stores;

import java.util.HashMap;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a report.
 *
 * @param client who called
 * @param called nanoseconds at the call
 * @param returned nanoseconds at the return
 * @param f the function
 * @param key the key, where it is on one
 * @param input what was asked
 * @param output what was answered, where something was
 * @param type how it ended
 * @param extra what else is known of the end: {@code error}, {@code revision}
 * @param line where in its file it begins
 */
record EtcdCall(
    long client,
    long called,
    long returned,
    String f,
    @Nullable Value key,
    Value input,
    @Nullable Value output,
    EventType type,
    Map<String, Value> extra,
    long line) {

  /**
   * Reports say so of answers that are not linearizable: from one member, or of an old revision.
   */
  private static final Int NOT_LINEARIZABLE = new Int(-1);

  private static final Text NONE = new Text("");
  private static final Int ZERO = new Int(0);

  /** What is asked: a function on a key, perhaps. */
  private record Request(String f, @Nullable Value key, Value value) {}

  /** The operation that an object of the report is; null if it is none. */
  static @Nullable EtcdCall of(Value object, long line) {
    if (!(object instanceof Dict fields)
        || !(fields.get("ClientId") instanceof Int client)
        || !(fields.get("Call") instanceof Int called)
        || !(fields.get("Return") instanceof Int returned)
        || !(fields.get("Input") instanceof Dict input)
        || !(input.get("Type") instanceof Text type)) {
      return null;
    }
    Dict output = fields.get("Output") instanceof Dict dict ? dict : Dict.EMPTY;
    Request request = request(input, type.value(), output);
    boolean read = type.value().equals("range");
    Value error = set(output.get("Error")) ? output.get("Error") : output.get("ClientError");
    boolean failed = set(error) || set(output.get("Persisted"));
    EventType end = failed ? (read ? EventType.FAIL : EventType.INFO) : EventType.OK;
    Map<String, Value> extra = new HashMap<>();
    if (set(error)) {
      extra.put("error", error);
    }
    if (set(output.get("Revision"))) {
      extra.put("revision", output.get("Revision"));
    }
    Value answer = end == EventType.OK ? answer(request, output) : null;
    return new EtcdCall(
        client.value(),
        called.value(),
        returned.value(),
        request.f(),
        request.key(),
        request.value(),
        answer,
        end,
        extra,
        line);
  }

  Event invocation() {
    return new Event(
        EventType.INVOKE, new Int(client), f, key, input, Event.ABSENT, called, line, Map.of());
  }

  Event completion() {
    return new Event(type, new Int(client), f, key, output, Event.ABSENT, returned, line, extra);
  }

  private static Request request(Dict input, String type, Dict output) {
    if (type.equals("range") && input.get("Range") instanceof Dict range) {
      boolean plain =
          set(range.get("Start"))
              && !set(range.get("End"))
              && !set(range.get("Revision"))
              && !set(range.get("KeysOnly"))
              && !NOT_LINEARIZABLE.equals(output.get("Revision"));
      return plain
          ? new Request("read", range.get("Start"), Nil.NIL)
          : new Request("range", null, range);
    }
    if (type.equals("txn") && input.get("Txn") instanceof Dict txn) {
      Request plain = plainUpdate(txn);
      return plain == null ? new Request("txn", null, txn) : plain;
    }
    return new Request(type, null, input);
  }

  private static @Nullable Request plainUpdate(Dict txn) {
    if (!isEmpty(txn.get("Conditions"))
        || !isEmpty(txn.get("OperationsOnFailure"))
        || !(txn.get("OperationsOnSuccess") instanceof Seq operations)
        || operations.size() != 1
        || !(operations.get(0) instanceof Dict operation)) {
      return null;
    }
    Value type = operation.get("Type");
    if (new Text("put-operation").equals(type)
        && operation.get("Put") instanceof Dict put
        && set(put.get("Key"))
        && !set(put.get("LeaseID"))) {
      return new Request("write", put.get("Key"), value(put.get("Value")));
    }
    if (new Text("delete-operation").equals(type)
        && operation.get("Delete") instanceof Dict delete
        && set(delete.get("Key"))) {
      return new Request("delete", delete.get("Key"), Nil.NIL);
    }
    return null;
  }

  private static @Nullable Value answer(Request request, Dict output) {
    return switch (request.f()) {
      case "write", "delete" -> null;
      case "read" -> firstValue(output);
      default -> output;
    };
  }

  private static Value firstValue(Dict output) {
    return output.get("Range") instanceof Dict range
            && range.get("KVs") instanceof Seq found
            && found.size() > 0
            && found.get(0) instanceof Dict first
        ? value(first.get("Value"))
        : Nil.NIL;
  }

  /** Values of 20 bytes and more are recorded by their hash. */
  private static Value value(@Nullable Value valueOrHash) {
    if (!(valueOrHash instanceof Dict dict)) {
      return valueOrHash == null ? NONE : valueOrHash;
    }
    Value hash = dict.get("Hash");
    if (hash != null && set(hash)) {
      return new Dict(Map.of(new Text("hash"), hash));
    }
    Value value = dict.get("Value");
    return value == null ? NONE : value;
  }

  /** Go leaves fields at zero where they are not set. */
  private static boolean set(@Nullable Value value) {
    return value != null
        && !value.isNil()
        && !value.equals(NONE)
        && !value.equals(ZERO)
        && !value.equals(Bool.FALSE);
  }

  private static boolean isEmpty(@Nullable Value list) {
    return !(list instanceof Seq seq) || seq.size() == 0;
  }
}

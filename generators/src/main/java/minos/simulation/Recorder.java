package minos.simulation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import minos.history.Event;
import minos.history.EventSink;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Writes down what clients did and saw, with what the store would tell of it. */
final class Recorder {
  private static final Value NEMESIS = new Keyword("nemesis");

  private final SimulationOptions options;
  private final EventSink sink;
  private final Map<Integer, Value> keys = new HashMap<>();
  private final Map<Integer, Value> sessions = new HashMap<>();
  private final Map<Integer, Value> nodes = new HashMap<>();
  private long position;

  Recorder(SimulationOptions options, EventSink sink) {
    this.options = options;
    this.sink = sink;
  }

  /** How many events were recorded: the place of the next. */
  long position() {
    return position;
  }

  void invoke(Call call, long time) {
    Value value =
        switch (call.kind) {
          case READ, LIST -> null;
          case WRITE, CAS, ADD, REMOVE, TXN -> call.argument;
        };
    Map<String, Value> extra = new HashMap<>(4);
    extra.put("session", session(call.client.number));
    if (!call.level.isEmpty()) {
      extra.put("level", new Text(call.level));
    }
    meta(extra, Metadata.asked(options, call));
    record(EventType.INVOKE, call, value, time, extra);
  }

  void complete(Call call, EventType type, String why, long time) {
    Map<String, Value> extra = new HashMap<>();
    Value value = null;
    if (type == EventType.OK) {
      value = call.answer;
      if (value == null) {
        value = answer(call);
      }
      if (call.version != null && call.version.order != 0) {
        extra.put("version", new Int(call.version.order));
      }
      if (call.node >= 0) {
        extra.put("node", nodes.computeIfAbsent(call.node, node -> new Text("n" + node)));
      }
      if (call.clock != null) {
        extra.put("clock", call.clock);
      }
      meta(extra, Metadata.answered(options, call));
    } else if (!call.reads()) {
      value = call.argument;
    }
    if (!why.isEmpty()) {
      extra.put("error", new Text(why));
    }
    record(type, call, value, time, extra);
  }

  private Value answer(Call call) {
    if (call.kind == Call.Kind.LIST) {
      Map<Value, Value> found = new TreeMap<>(Comparator.comparing(Value::letters));
      for (Call part : call.parts) {
        if (part.version != null && !part.version.absent()) {
          found.put(key(part.key), new Text(Metadata.etag(part.version)));
        }
      }
      return new Dict(found);
    }
    Version found = call.version;
    boolean tells = call.kind == Call.Kind.READ && !call.f.equals("head");
    return tells && found != null ? found.value : call.argument;
  }

  private static void meta(Map<String, Value> extra, Dict metadata) {
    if (!metadata.entries().isEmpty()) {
      extra.put("meta", metadata);
    }
  }

  private void record(
      EventType type, Call call, @Nullable Value value, long time, Map<String, Value> extra) {
    boolean many = call.kind == Call.Kind.TXN || call.kind == Call.Kind.LIST;
    Value key = many ? null : key(call.key);
    record(type, new Int(call.client.process), call.f, key, value, time, extra);
  }

  /** A fault comes or goes. */
  void remark(String what, Value value, long time) {
    record(EventType.INFO, NEMESIS, what, null, value, time, Map.of());
  }

  private void record(
      EventType type,
      Value process,
      String f,
      @Nullable Value key,
      @Nullable Value value,
      long time,
      Map<String, Value> extra) {
    Event event = new Event(type, process, f, key, value, position++, time, Event.ABSENT, extra);
    try {
      sink.accept(event);
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("the simulation recorded a history that is none", e);
    }
  }

  Value key(int key) {
    return keys.computeIfAbsent(key, number -> new Text("k" + number));
  }

  private Value session(int client) {
    return sessions.computeIfAbsent(client, number -> new Text("s" + number));
  }
}

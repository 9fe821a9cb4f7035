package minos.stream;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.Event;
import minos.history.EventType;
import minos.spec.SequentialSpec;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A judge's memory as a value, and back. Only for specifications that {@linkplain
 * SequentialSpec#saved save} their states.
 *
 * <p>A violated key is kept as such and not told again.
 */
final class Checkpoint<S> {
  private static final String VERSION = "minos-checkpoint";

  private final SequentialSpec<S> spec;

  Checkpoint(SequentialSpec<S> spec) {
    this.spec = spec;
  }

  Optional<Dict> save(StreamJudge<S> judge) {
    if (spec.saved(spec.initial()).isEmpty()) {
      return Optional.empty();
    }
    Map<Opened, Integer> numbers = new LinkedHashMap<>();
    List<Value> keys = new ArrayList<>();
    judge.objects().forEach((key, object) -> keys.add(object(key, object, numbers)));
    List<Value> clients = new ArrayList<>();
    judge
        .open()
        .forEach(
            (process, operation) ->
                clients.add(list(process, new Int(number(numbers, operation)))));
    List<Value> operations = new ArrayList<>();
    numbers.keySet().forEach(operation -> operations.add(operation(operation)));
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(new Text(VERSION), new Int(1));
    entries.put(new Text("model"), new Text(spec.name()));
    entries.put(new Text("initial"), value(spec.initial()));
    entries.put(new Text("events"), new Int(judge.events()));
    entries.put(new Text("operations"), new Int(judge.operations()));
    entries.put(new Text("successes"), new Int(judge.tally().successes()));
    entries.put(
        new Text("incomplete"),
        judge
            .tally()
            .incomplete()
            .<Value>map(c -> list(new Text(c.kind().name()), new Text(c.message())))
            .orElse(Nil.NIL));
    entries.put(new Text("seen"), new Seq(operations));
    entries.put(new Text("clients"), new Seq(clients));
    entries.put(new Text("keys"), new Seq(keys));
    return Optional.of(new Dict(entries));
  }

  private Value object(Value key, StreamedObject<S> object, Map<Opened, Integer> numbers) {
    List<Value> open = new ArrayList<>();
    for (Opened operation : object.open()) {
      open.add(list(new Int(number(numbers, operation)), new Int(operation.slot())));
    }
    List<Value> configurations = new ArrayList<>();
    for (Configuration<S> configuration : object.configurations()) {
      configurations.add(
          list(
              value(configuration.state()),
              bits(configuration.live()),
              bits(configuration.crashed())));
    }
    List<Value> waiting = new ArrayList<>();
    for (StreamedObject.Waiting entry : object.waitingEvents()) {
      waiting.add(list(new Int(number(numbers, entry.operation())), Bool.of(entry.returns())));
    }
    return list(
        key, Bool.of(object.ended()), new Seq(open), new Seq(configurations), new Seq(waiting));
  }

  private static Seq list(Value... items) {
    return new Seq(List.of(items));
  }

  private static int number(Map<Opened, Integer> numbers, Opened operation) {
    return numbers.computeIfAbsent(operation, ignored -> numbers.size());
  }

  private static Value bits(BitSet set) {
    return new Seq(set.stream().<Value>mapToObj(Int::new).toList());
  }

  private static Value operation(Opened operation) {
    Event end = operation.completed();
    return list(
        new Int(operation.id()),
        event(operation.invoked()),
        end == null ? Nil.NIL : event(end),
        Bool.of(operation.givenUp()),
        new Int(operation.completedId()));
  }

  private static Value event(Event event) {
    return list(
        new Text(event.type().word()),
        event.process() == null ? Nil.NIL : event.process(),
        new Text(event.f()),
        event.key() == null ? Nil.NIL : event.key(),
        event.value() == null ? Nil.NIL : event.value(),
        new Int(event.time()),
        new Int(event.line()));
  }

  private Value value(S state) {
    return spec.saved(state)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the state "
                        + spec.describe(state)
                        + " of the model "
                        + spec.name()
                        + " can't be written to a checkpoint"));
  }

  void restore(StreamJudge<S> judge, Dict saved) {
    try {
      require(saved.get(VERSION) instanceof Int version && version.value() == 1, "its version");
      require(new Text(spec.name()).equals(saved.get("model")), "its model");
      require(value(spec.initial()).equals(saved.get("initial")), "its initial value");
      List<Opened> operations = new ArrayList<>();
      for (Value operation : seq(saved.get("seen"))) {
        operations.add(opened(items(operation)));
      }
      for (Value client : seq(saved.get("clients"))) {
        List<Value> fields = items(client);
        Opened operation = operations.get((int) number(fields.get(1)));
        judge.open().restore(fields.get(0), operation);
      }
      for (Value object : seq(saved.get("keys"))) {
        List<Value> fields = items(object);
        judge.objects().put(fields.get(0), object(judge.newObject(), fields, operations));
      }
      @Nullable Cause cause = null;
      if (saved.get("incomplete") instanceof Seq why) {
        cause = new Cause(Cause.Kind.valueOf(why.get(0).letters()), why.get(1).letters());
      }
      judge
          .tally()
          .restore(
              number(saved.get("events")),
              number(saved.get("operations")),
              number(saved.get("successes")),
              cause);
    } catch (ClassCastException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a checkpoint that is damaged", e);
    }
  }

  private StreamedObject<S> object(
      StreamedObject<S> object, List<Value> fields, List<Opened> operations) {
    if (fields.get(1).equals(Bool.TRUE)) {
      object.end();
      return object;
    }
    List<Opened> open = new ArrayList<>();
    for (Value entry : items(fields.get(2))) {
      Opened operation = operations.get((int) number(items(entry).get(0)));
      operation.slot((int) number(items(entry).get(1)));
      open.add(operation);
    }
    List<Configuration<S>> configurations = new ArrayList<>();
    for (Value entry : items(fields.get(3))) {
      List<Value> parts = items(entry);
      configurations.add(
          new Configuration<>(spec.restored(parts.get(0)), set(parts.get(1)), set(parts.get(2))));
    }
    List<StreamedObject.Waiting> waiting = new ArrayList<>();
    for (Value entry : items(fields.get(4))) {
      waiting.add(
          new StreamedObject.Waiting(
              operations.get((int) number(items(entry).get(0))),
              items(entry).get(1).equals(Bool.TRUE)));
    }
    object.restore(open, configurations, waiting);
    return object;
  }

  private static Opened opened(List<Value> fields) {
    Opened operation = new Opened(number(fields.get(0)), event(items(fields.get(1))));
    if (!fields.get(2).isNil()) {
      operation.complete(number(fields.get(4)), event(items(fields.get(2))));
    } else if (fields.get(3).equals(Bool.TRUE)) {
      operation.giveUp();
    }
    return operation;
  }

  private static Event event(List<Value> fields) {
    return new Event(
        EventType.ofWord(fields.get(0).letters()).orElseThrow(ClassCastException::new),
        fields.get(1).isNil() ? null : fields.get(1),
        fields.get(2).letters(),
        fields.get(3).isNil() ? null : fields.get(3),
        fields.get(4),
        Event.ABSENT,
        number(fields.get(5)),
        number(fields.get(6)),
        Map.of());
  }

  private static BitSet set(Value value) {
    BitSet set = new BitSet();
    for (Value bit : items(value)) {
      set.set((int) number(bit));
    }
    return set;
  }

  private static long number(@Nullable Value value) {
    if (value instanceof Int number) {
      return number.value();
    }
    throw new ClassCastException("a number was expected, not " + value);
  }

  private static List<Value> seq(@Nullable Value value) {
    if (value instanceof Seq seq) {
      return seq.items();
    }
    throw new ClassCastException("a list was expected, not " + value);
  }

  private static List<Value> items(Value value) {
    return seq(value);
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new IllegalArgumentException(
          "a checkpoint of another run: " + what + " is not the one asked for");
    }
  }
}

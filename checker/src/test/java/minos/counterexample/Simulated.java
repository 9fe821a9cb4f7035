package minos.counterexample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Small histories of an object that behaves, until somebody lies about one answer. What takes
 * effect when, and what it answers, is drawn; an answer that the specification rejects is drawn
 * again.
 */
final class Simulated {
  static final List<String> MODELS =
      List.of(
          "register",
          "cas-register",
          "multi-register",
          "mutex",
          "owner-mutex",
          "reentrant-mutex",
          "semaphore",
          "counter",
          "set",
          "multiset",
          "fifo-queue",
          "unordered-queue",
          "priority-queue",
          "stack",
          "append-list",
          "id-generator",
          "append-kv",
          "kv-map");

  private final Random random;
  private final String model;
  private final boolean unique;
  private int written;

  private Simulated(String model, long seed, boolean unique) {
    this.random = new Random(seed);
    this.model = model;
    this.unique = unique;
  }

  /** An operation under way. */
  private record Open(Event invocation, @Nullable Value output, boolean crashes, boolean done) {}

  static SequentialSpec<?> spec(String model, ModelOptions options) {
    return Models.byName(model).orElseThrow().create(options);
  }

  /**
   * A history.
   *
   * @param unique whether no value is written twice
   * @param lies how many answers are replaced by others
   */
  static History history(
      String model, ModelOptions options, long seed, int operations, boolean unique, int lies) {
    return new Simulated(model, seed, unique).run(spec(model, options), operations, lies);
  }

  private <S> History run(SequentialSpec<S> spec, int operations, int lies) {
    S state = spec.initial();
    List<Event> events = new ArrayList<>();
    Open[] open = new Open[3];
    int[] names = {0, 1, 2};
    int started = 0;
    int fresh = 3;
    for (int idle = 0; idle < 200; idle++) {
      int p = random.nextInt(open.length);
      Open now = open[p];
      if (now == null && started < operations) {
        started++;
        Event invocation = draw(names[p]);
        events.add(invocation);
        open[p] = new Open(invocation, null, random.nextInt(8) == 0, false);
      } else if (now != null && !now.done()) {
        for (int i = 0; i < 30; i++) {
          Value output = answer(now.invocation());
          Call call = call(now.invocation(), output, now.crashes() ? Outcome.INFO : Outcome.OK);
          Step<S> step = spec.step(state, call);
          if (now.crashes() && random.nextBoolean()) {
            open[p] = new Open(now.invocation(), output, true, true);
            break;
          } else if (step instanceof Step.Next<S> next) {
            state = next.state();
            open[p] = new Open(now.invocation(), output, now.crashes(), true);
            break;
          } else if (step instanceof Step.Choices<S> choices) {
            state = choices.states().get(0);
            open[p] = new Open(now.invocation(), output, now.crashes(), true);
            break;
          }
        }
        if (!java.util.Objects.requireNonNull(open[p]).done() && random.nextInt(4) == 0) {
          // Nothing fits; it fails, truly.
          boolean info = now.crashes();
          events.add(completion(now.invocation(), info ? EventType.INFO : EventType.FAIL, null));
          open[p] = null;
          names[p] = info ? fresh++ : names[p];
        }
      } else if (now != null) {
        EventType type = now.crashes() ? EventType.INFO : EventType.OK;
        events.add(completion(now.invocation(), type, now.crashes() ? null : now.output()));
        names[p] = now.crashes() ? fresh++ : names[p];
        open[p] = null;
      }
    }
    for (int i = 0; i < lies; i++) {
      lie(events);
    }
    return build(events);
  }

  private void lie(List<Event> events) {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).type() == EventType.OK) {
        answers.add(i);
      }
    }
    if (answers.isEmpty()) {
      return;
    }
    int at = answers.get(random.nextInt(answers.size()));
    Event event = events.get(at);
    if (model.contains("mutex") || model.equals("semaphore")) {
      events.set(at, completion(event, EventType.FAIL, null));
      return;
    }
    events.set(at, completion(event, EventType.OK, answer(event)));
  }

  private static Call call(Event event, Value output, Outcome outcome) {
    Value input = event.value() == null ? Nil.NIL : event.value();
    Value process = event.process() == null ? Nil.NIL : event.process();
    return new Call(event.f(), input, outcome == Outcome.OK ? output : Nil.NIL, outcome, process);
  }

  static History build(List<Event> events) {
    try {
      HistoryBuilder builder = new HistoryBuilder();
      for (Event event : events) {
        builder.accept(event);
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Event completion(Event invocation, EventType type, @Nullable Value output) {
    return Event.of(type, invocation.process(), invocation.f(), output);
  }

  private Event invoke(int process, String f, @Nullable Value value) {
    return Event.of(EventType.INVOKE, new Int(process), f, value);
  }

  private Int number() {
    return new Int(unique ? ++written : 1 + random.nextInt(3));
  }

  private Int some() {
    return new Int(1 + random.nextInt(unique ? Math.max(1, written) : 3));
  }

  private Event draw(int process) {
    int die = random.nextInt(6);
    return switch (model) {
      case "register" ->
          die < 3 ? invoke(process, "read", null) : invoke(process, "write", number());
      case "cas-register" ->
          die < 2
              ? invoke(process, "read", null)
              : die < 4
                  ? invoke(process, "write", number())
                  : invoke(process, "cas", seq(some(), number()));
      case "multi-register" -> invoke(process, "txn", transaction(die));
      case "mutex", "owner-mutex", "reentrant-mutex", "semaphore" ->
          invoke(process, die < 3 ? "acquire" : "release", null);
      case "counter" ->
          die < 3 ? invoke(process, "read", null) : invoke(process, "add", new Int(1 + die));
      case "set", "multiset" ->
          die < 2
              ? invoke(process, "add", number())
              : die < 3
                  ? invoke(process, "remove", some())
                  : die < 5 ? invoke(process, "contains", some()) : invoke(process, "read", null);
      case "fifo-queue", "unordered-queue", "priority-queue" ->
          die < 3 ? invoke(process, "enqueue", number()) : invoke(process, "dequeue", null);
      case "stack" -> die < 3 ? invoke(process, "push", number()) : invoke(process, "pop", null);
      case "append-list" ->
          die < 3 ? invoke(process, "append", number()) : invoke(process, "read", null);
      case "id-generator" -> invoke(process, "generate", null);
      case "append-kv" ->
          die < 3
              ? invoke(process, "get", null)
              : invoke(process, die < 4 ? "put" : "append", letter());
      case "kv-map" -> keyed(process, new Text(random.nextBoolean() ? "x" : "y"), die);
      default -> throw new IllegalArgumentException(model);
    };
  }

  private Event keyed(int process, Text key, int die) {
    return switch (die) {
      case 0, 1 -> invoke(process, "get", key);
      case 2 -> invoke(process, "put", seq(key, number()));
      case 3 -> invoke(process, "delete", key);
      case 4 -> invoke(process, "cas", seq(key, random.nextBoolean() ? Nil.NIL : some(), number()));
      default -> invoke(process, "list", null);
    };
  }

  private static Seq seq(Value... items) {
    return new Seq(List.of(items));
  }

  private Text letter() {
    return new Text(String.valueOf((char) ('a' + random.nextInt(3))));
  }

  private Seq transaction(int die) {
    List<Value> micros = new ArrayList<>();
    for (int i = 0; i <= die % 2; i++) {
      Value key = new Text(random.nextBoolean() ? "x" : "y");
      boolean read = random.nextBoolean();
      micros.add(seq(new Keyword(read ? "read" : "write"), key, read ? Nil.NIL : number()));
    }
    return new Seq(micros);
  }

  /** Any answer that an operation of this kind may have. */
  private Value answer(Event event) {
    Value input = event.value() == null ? Nil.NIL : event.value();
    Value number = random.nextInt(3) == 0 ? Nil.NIL : some();
    return switch (event.f()) {
      case "read" ->
          switch (model) {
            case "register", "cas-register" -> number;
            case "counter" -> new Int(random.nextInt(20));
            default -> list();
          };
      case "contains" -> random.nextBoolean() ? Bool.TRUE : Bool.FALSE;
      case "dequeue", "pop" -> number;
      case "generate" -> new Int(random.nextInt(6));
      case "get" -> model.equals("kv-map") ? number : text();
      case "list" -> keys(number);
      case "txn" ->
          new Seq(
              ((Seq) input)
                  .items().stream()
                      .map(item -> (Seq) item)
                      .<Value>map(
                          micro ->
                              micro.get(0).letters().equals("read")
                                  ? seq(
                                      micro.get(0),
                                      micro.get(1),
                                      random.nextBoolean() ? Nil.NIL : some())
                                  : micro)
                      .toList());
      default -> input;
    };
  }

  private Value list() {
    List<Value> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(some());
    }
    return new Seq(items);
  }

  /** Some keys, or some keys with a value. */
  private Value keys(Value value) {
    List<Value> keys = new ArrayList<>();
    for (String key : List.of("x", "y")) {
      if (random.nextBoolean()) {
        keys.add(new Text(key));
      }
    }
    if (random.nextBoolean() || value.isNil()) {
      return new Seq(keys);
    }
    Map<Value, Value> entries = new HashMap<>();
    keys.forEach(key -> entries.put(key, random.nextBoolean() ? value : some()));
    return new Dict(entries);
  }

  private Text text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(letter().value());
    }
    return new Text(text.toString());
  }
}

package minos.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.SequentialSpec;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** What clients may ask of an object of a built-in specification, and what it may answer. */
final class Vocabulary {
  /**
   * What a client asks.
   *
   * @param f the function
   * @param input its argument
   * @param answers what could come back; others could not, as far as this vocabulary goes
   */
  record Question(String f, Value input, List<Value> answers) {}

  private static final int FEW = 12;

  private static final List<Value> NIL_1_OR_2 = List.of(Value.of(null), Value.of(1), Value.of(2));
  private static final List<Value> NIL = List.of(Value.of(null));
  private static final List<List<Integer>> SEQUENCES =
      List.of(
          List.of(),
          List.of(1),
          List.of(2),
          List.of(1, 1),
          List.of(1, 2),
          List.of(2, 1),
          List.of(2, 2),
          List.of(1, 2, 1),
          List.of(1, 1, 2),
          List.of(2, 1, 2));
  private static final List<Value> LISTS = SEQUENCES.stream().map(Value::of).toList();
  private static final List<Value> SETS =
      SEQUENCES.stream().map(list -> Value.of(new HashSet<>(list))).distinct().toList();
  private static final List<Value> TEXTS =
      SEQUENCES.stream().map(list -> Value.of(list.toString().replaceAll("[^0-9]", ""))).toList();

  private final String model;
  private final boolean unique;
  private final List<Value> numbers;
  private final List<Value> nilOrNumbers;
  private int fresh;
  private int removed;

  /**
   * A vocabulary.
   *
   * @param unique whether no value is put in twice
   */
  Vocabulary(String model, boolean unique) {
    this(model, unique, FEW);
  }

  /**
   * A vocabulary.
   *
   * @param unique whether no value is put in twice
   * @param largest one more than the largest number that is answered
   */
  Vocabulary(String model, boolean unique, int largest) {
    this.model = model;
    this.unique = unique;
    this.numbers = IntStream.range(0, largest).mapToObj(Value::of).toList();
    this.nilOrNumbers = with(numbers, Value.of(null));
  }

  static SequentialSpec<?> spec(String model, ModelOptions options) {
    return Models.byName(model).orElseThrow().create(options);
  }

  private static List<Value> with(List<Value> some, Value more) {
    List<Value> all = new ArrayList<>(some);
    all.add(more);
    return Collections.unmodifiableList(all);
  }

  private static Question question(String f, @Nullable Object input, List<Value> answers) {
    return new Question(f, Value.of(input), answers);
  }

  private static Question echoed(String f, @Nullable Object input) {
    return question(f, input, List.of(Value.of(input)));
  }

  private static String one(Random random, String... functions) {
    return functions[random.nextInt(functions.length)];
  }

  private int value(Random random) {
    return unique ? ++fresh : 1 + random.nextInt(3);
  }

  Question ask(Random random) {
    int small = 1 + random.nextInt(2);
    return switch (model) {
      case "register" -> register(random, one(random, "read", "read", "write", "write", "delete"));
      case "cas-register" ->
          register(random, one(random, "read", "read", "write", "cas", unique ? "cas" : "delete"));
      case "multi-register" -> transaction(random);
      case "mutex", "owner-mutex", "reentrant-mutex" ->
          question(one(random, "acquire", "release"), null, NIL);
      case "fenced-mutex" ->
          random.nextBoolean()
              ? question("acquire", null, nilOrNumbers)
              : question("release", null, NIL);
      case "semaphore" ->
          echoed(one(random, "acquire", "release"), random.nextBoolean() ? null : small);
      case "counter" -> counter(random, small);
      case "set", "multiset" ->
          set(random, unique ? Math.max(1, fresh - random.nextInt(4)) : small);
      case "fifo-queue", "priority-queue" ->
          line(random, one(random, "enqueue", "dequeue", unique ? "dequeue" : "peek"));
      case "unordered-queue" -> line(random, one(random, "enqueue", "dequeue"));
      case "stack" -> line(random, one(random, "push", "pop", unique ? "pop" : "peek"));
      case "append-list" ->
          random.nextBoolean() ? echoed("append", small) : question("read", null, LISTS);
      case "kv-map" -> map(random, one(random, "a", "b"));
      case "id-generator" -> question("generate", null, numbers);
      case "append-kv" -> text(random, one(random, "get", "get", "append", "put", "delete"));
      case "coin" ->
          random.nextBoolean()
              ? question("read", null, numbers.subList(0, 3))
              : question(one(random, "flip", "turn"), null, NIL);
      default -> throw new AssertionError("no vocabulary for the model " + model);
    };
  }

  private Question register(Random random, String f) {
    return switch (f) {
      case "read" -> question(f, null, nilOrNumbers);
      case "write" -> echoed(f, value(random));
      case "delete" -> question(f, null, NIL);
      default -> {
        int old = unique ? Math.max(0, fresh - random.nextInt(2)) : random.nextInt(4);
        yield echoed("cas", Arrays.asList(old == 0 ? null : old, value(random)));
      }
    };
  }

  private static Question transaction(Random random) {
    if (random.nextInt(8) == 0) {
      return echoed("write", Map.of("x", 1 + random.nextInt(2)));
    }
    List<Object> asked = new ArrayList<>();
    List<List<Object>> answers = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      String key = one(random, "x", "y");
      boolean read = random.nextBoolean();
      List<@Nullable Integer> values =
          read ? Arrays.asList(null, 1, 2) : List.of(1 + random.nextInt(2));
      asked.add(Arrays.asList(read ? "read" : "write", key, read ? null : values.get(0)));
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> answer : answers) {
        for (Integer value : values) {
          List<Object> more = new ArrayList<>(answer);
          more.add(Arrays.asList(read ? "read" : "write", key, value));
          longer.add(more);
        }
      }
      answers = longer;
    }
    return question("txn", asked, answers.stream().map(Value::of).toList());
  }

  private Question counter(Random random, int by) {
    return switch (random.nextInt(5)) {
      case 0 -> question("add", by, numbers);
      case 1 -> question("increment", null, NIL);
      case 2 -> question("decrement", null, NIL);
      case 3 -> question("get-and-add", by, numbers);
      default -> question("read", null, nilOrNumbers);
    };
  }

  private Question set(Random random, int element) {
    List<Value> answers =
        random.nextBoolean()
            ? List.of(Value.of(element))
            : List.of(Value.of(true), Value.of(false));
    return switch (random.nextInt(unique ? 3 : 4)) {
      case 0 -> unique ? echoed("add", ++fresh) : question("add", element, answers);
      case 1 -> unique ? echoed("remove", ++removed) : question("remove", element, answers);
      case 2 -> question("contains", element, List.of(Value.of(true), Value.of(false)));
      default -> question("read", null, model.equals("set") ? SETS : LISTS);
    };
  }

  private Question line(Random random, String f) {
    return switch (f) {
      case "enqueue", "push" -> echoed(f, value(random));
      default -> question(f, null, nilOrNumbers);
    };
  }

  private Question map(Random random, String key) {
    int value = 1 + random.nextInt(2);
    return switch (random.nextInt(5)) {
      case 0 -> echoed("put", List.of(key, value));
      case 1 -> question("delete", key, NIL);
      case 2 -> echoed("cas", List.of(key, value, 1 + random.nextInt(2)));
      case 3 ->
          question(
              "list",
              null,
              List.of(
                  Value.of(List.of()),
                  Value.of(List.of("a")),
                  Value.of(List.of("b")),
                  Value.of(List.of("a", "b"))));
      default -> question("get", key, NIL_1_OR_2);
    };
  }

  private static Question text(Random random, String f) {
    String letter = one(random, "1", "2");
    return switch (f) {
      case "get" -> question(f, null, with(TEXTS, Value.of(null)));
      case "delete" -> question(f, null, NIL);
      case "put" ->
          switch (random.nextInt(4)) {
            case 0 -> question(f, null, NIL);
            case 1 -> echoed(f, letter + one(random, "1", "2"));
            default -> echoed(f, letter);
          };
      default -> echoed(f, letter);
    };
  }
}

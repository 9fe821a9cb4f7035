package minos.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Works out which workloads fit a history from its functions and from what a sample of its
 * operations looks like. Says the most specific first. Looks at the first few hundred operations of
 * each function.
 */
final class Detection {
  private static final int SAMPLE = 300;

  private final History history;
  private final Map<String, List<Value>> inputs = new LinkedHashMap<>();
  private final Map<String, List<Value>> outputs = new LinkedHashMap<>();
  private final List<Proposal> proposals = new ArrayList<>();
  private boolean anyFinal;

  private Detection(History history) {
    this.history = history;
    boolean keyed = history.keyCount() == 0 && Shapes.keyedCollections(history);
    int[] counts = new int[history.functionCount()];
    int[] successes = new int[history.functionCount()];
    for (int i = 0; i < history.size(); i++) {
      int function = history.function(i);
      String f = history.functionName(function);
      if (counts[function]++ < SAMPLE) {
        put(inputs, f, plain(Shapes.input(history, i), keyed));
      }
      if (history.outcome(i) == Outcome.OK && successes[function]++ < SAMPLE) {
        put(outputs, f, plain(Shapes.value(history, i), keyed));
      }
    }
    for (int i = history.size() - 1; i >= 0 && i >= history.size() - SAMPLE; i--) {
      anyFinal |= history.field(i, "final?").filter(Bool.TRUE::equals).isPresent();
    }
  }

  /** What fits, the best first. */
  static List<Proposal> of(History history) {
    Detection detection = new Detection(history);
    detection.propose();
    return List.copyOf(detection.proposals);
  }

  private static void put(Map<String, List<Value>> samples, String f, Value value) {
    List<Value> of = samples.computeIfAbsent(f, name -> new ArrayList<>());
    if (!value.isNil()) {
      of.add(value);
    }
  }

  private static Value plain(Value value, boolean keyed) {
    Pair two = keyed ? Shapes.two(value) : null;
    return two == null ? value : two.value();
  }

  private boolean has(String... functions) {
    for (String f : functions) {
      if (!inputs.containsKey(f)) {
        return false;
      }
    }
    return true;
  }

  private boolean outputs(String f, Predicate<Value> shape) {
    List<Value> values = outputs.getOrDefault(f, List.of());
    return !values.isEmpty() && values.stream().allMatch(shape);
  }

  private boolean inputs(String f, Predicate<Value> shape) {
    List<Value> values = inputs.getOrDefault(f, List.of());
    return !values.isEmpty() && values.stream().allMatch(shape);
  }

  private void fits(String name, String reason) {
    proposals.add(new Proposal(name, reason));
  }

  private void propose() {
    if (has("acquire")) {
      boolean fenced =
          outputs.getOrDefault("acquire", List.of()).stream()
              .anyMatch(value -> value instanceof Dict dict && dict.get("fence") != null);
      fits(
          fenced ? "fenced-lock" : "lock",
          "it acquires and releases" + (fenced ? ", and acquires return fences" : ""));
    }
    if (has("generate")) {
      fits("unique-ids", "it generates ids");
    }
    if (has("echo")) {
      fits("echo", "it asks for echoes");
    }
    if (has("enqueue")) {
      fits("total-queue", "it enqueues and dequeues");
      fits("queue", "it enqueues and dequeues");
    }
    if (has("transfer")) {
      fits("bank", "it transfers and reads balances");
    }
    if (isKafka()) {
      fits("kafka", "its operations send to and poll from logs");
    }
    if (has("insert") && inputs("insert", v -> history.keyCount() > 0 || isInsert(v))) {
      fits("adya-g2", "it inserts one of two rows for each key");
    }
    if (has("broadcast", "read")) {
      fits("g-set", "it broadcasts values and reads all of them");
    }
    if (has("add")) {
      adds();
    }
    if (has("inc", "read") && outputs("read", Detection::isIntegerOrPair)) {
      fits("monotonic", "it increments, and reads return integers");
    }
    if (isLongFork()) {
      fits("long-fork", "its transactions read several keys each, or write one");
    } else if (has("strong-read", "write")) {
      fits("dirty-reads", "it makes strong reads in the end");
    } else if (has("write", "read")) {
      writes();
    }
    if (history.size() > 0) {
      fits("stats", "every history has outcomes to count");
    }
    if (history.fieldNames().contains("exception")) {
      fits("unhandled-exceptions", "some operations have exceptions");
    }
  }

  private void adds() {
    if (outputs("read", Detection::isRows)) {
      fits("monotonic", "it adds, and reads return rows with values and timestamps");
    } else if (outputs("read", value -> Shapes.collection(value) != null)) {
      fits("set-full", "it adds, and reads return collections");
      fits("set", "it adds, and reads return collections");
    } else if (outputs("read", Int.class::isInstance)) {
      boolean negative =
          inputs.getOrDefault("add", List.of()).stream()
              .anyMatch(value -> Shapes.integer(value).orElse(0) < 0);
      if (anyFinal || negative) {
        fits(
            "pn-counter",
            anyFinal ? "it adds, and marks final reads" : "it adds and takes away from a number");
      }
      if (!anyFinal) {
        fits("counter", "it adds, and reads return integers");
      }
    } else if (inputs("add", Int.class::isInstance) && repeats(inputs.get("add"))) {
      fits("counter", "it adds the same integers again and again");
    }
  }

  private void writes() {
    if (outputs("read", Detection::isSequential)) {
      fits("sequential", "it writes, and reads return the parts of a key with what is missing");
    } else if (outputs("read", value -> Shapes.collection(value) != null)) {
      boolean rows =
          outputs.getOrDefault("read", List.of()).stream()
              .anyMatch(v -> repeats(Shapes.collection(v)));
      if (rows) {
        fits("dirty-reads", "it writes, and reads return rows of which several are equal");
      } else {
        fits("causal-reverse", "it writes, and reads return collections of what was written");
      }
    } else if (history.keyCount() > 0 || history.looksKeyedByValue()) {
      fits("lin-kv", "it reads and writes one value for each key");
    }
  }

  private boolean isKafka() {
    Predicate<Value> micro =
        value ->
            value instanceof Seq txn
                && txn.items().stream()
                    .allMatch(
                        op ->
                            op instanceof Seq seq
                                && seq.size() > 0
                                && (seq.get(0).letters().equals("send")
                                    || seq.get(0).letters().equals("poll")));
    return (has("poll") && inputs("poll", micro))
        || (has("send") && inputs("send", micro))
        || (has("txn") && inputs("txn", micro));
  }

  private boolean isLongFork() {
    int reads = 0;
    Set<Value> written = new HashSet<>();
    for (List<Value> values : inputs.values()) {
      for (Value value : values) {
        if (!(value instanceof Seq txn) || txn.size() == 0) {
          return false;
        }
        String kind = kind(txn);
        if (kind == null || (kind.equals("w") && (txn.size() > 1 || !written.add(key(txn))))) {
          return false;
        }
        if (kind.equals("r")) {
          if (txn.size() < 2) {
            return false;
          }
          reads++;
        }
      }
    }
    return reads > 0;
  }

  /** {@code r} or {@code w} if all parts of a transaction are of that kind; else null. */
  private static @Nullable String kind(Seq txn) {
    String kind = null;
    for (Value op : txn.items()) {
      if (!(op instanceof Seq seq) || seq.size() != 3) {
        return null;
      }
      String own = seq.get(0).letters();
      if ((!own.equals("r") && !own.equals("w")) || (kind != null && !kind.equals(own))) {
        return null;
      }
      kind = own;
    }
    return kind;
  }

  private static Value key(Seq txn) {
    return txn.get(0) instanceof Seq op ? op.get(1) : txn.get(0);
  }

  private static boolean isInsert(Value value) {
    Pair two = Shapes.two(value);
    return two != null && Shapes.two(two.value()) != null;
  }

  private static boolean isIntegerOrPair(Value value) {
    Pair two = Shapes.two(value);
    return Shapes.integer(two == null ? value : two.value()).isPresent();
  }

  private static boolean isRows(Value value) {
    Collection<Value> rows = Shapes.collection(value);
    return rows != null
        && !rows.isEmpty()
        && rows.stream().allMatch(row -> row instanceof Dict dict && dict.get("val") != null);
  }

  private static boolean isSequential(Value value) {
    Pair two = Shapes.two(value);
    return two != null && two.value() instanceof Seq && !(two.key() instanceof Seq);
  }

  private static boolean repeats(@Nullable Collection<Value> values) {
    return values != null && new HashSet<>(values).size() < values.size();
  }
}

package minos.workload;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Looks at values as workloads expect them. */
final class Shapes {
  private Shapes() {}

  /** The members of a list, vector or set; null if the value is none of these. */
  static @Nullable Collection<Value> collection(Value value) {
    if (value instanceof Seq seq) {
      return seq.items();
    }
    return value instanceof Members members ? members.items() : null;
  }

  /** A 64-bit integer, if the value is one. */
  static OptionalLong integer(Value value) {
    return value instanceof Int integer ? OptionalLong.of(integer.value()) : OptionalLong.empty();
  }

  /** The two members of a pair or a sequence of two; null if the value is neither. */
  static @Nullable Pair two(Value value) {
    if (value instanceof Pair pair) {
      return pair;
    }
    return value instanceof Seq seq && seq.size() == 2 ? new Pair(seq.get(0), seq.get(1)) : null;
  }

  /** The value of an operation as it is known: the completion's where it happened. */
  static Value value(History history, int operation) {
    return history.dictionary().value(history.value(operation));
  }

  /** The value of an operation's invocation. */
  static Value input(History history, int operation) {
    return history.dictionary().value(history.input(operation));
  }

  /**
   * Whether the values are {@code [key value]} throughout: invocations, and what successful
   * operations returned, each under the key that it was asked for.
   */
  static boolean keyedCollections(History history) {
    if (!history.looksKeyedByValue()) {
      return false;
    }
    for (int i = 0; i < history.size(); i++) {
      if (history.outcome(i) != Outcome.OK || history.output(i) == Dictionary.ABSENT) {
        continue;
      }
      Pair output = two(history.dictionary().value(history.output(i)));
      Pair input = two(input(history, i));
      if (output == null || input == null || !output.key().equals(input.key())) {
        return false;
      }
    }
    return true;
  }

  /**
   * An operation as Jepsen's results show one: its completion, or its invocation if it has none.
   */
  static Dict operation(History history, int place) {
    Operation operation = history.operation(place);
    Map<Value, Value> fields = new LinkedHashMap<>();
    fields.put(
        new Keyword("index"), new Int(operation.completionIndex().orElse(operation.index())));
    operation.completeTime().ifPresent(time -> fields.put(new Keyword("time"), new Int(time)));
    fields.put(new Keyword("type"), new Keyword(operation.outcome().word()));
    fields.put(new Keyword("process"), operation.process());
    fields.put(new Keyword("f"), new Keyword(operation.f()));
    operation.key().ifPresent(key -> fields.put(new Keyword("key"), key));
    fields.put(new Keyword("value"), operation.value());
    return new Dict(fields);
  }

  /** The invocation of an operation as Jepsen's results show one. */
  static Dict invocation(History history, int place) {
    Operation operation = history.operation(place);
    Map<Value, Value> fields = new LinkedHashMap<>();
    fields.put(new Keyword("index"), new Int(operation.index()));
    operation.invokeTime().ifPresent(time -> fields.put(new Keyword("time"), new Int(time)));
    fields.put(new Keyword("type"), new Keyword("invoke"));
    fields.put(new Keyword("process"), operation.process());
    fields.put(new Keyword("f"), new Keyword(operation.f()));
    operation.key().ifPresent(key -> fields.put(new Keyword("key"), key));
    fields.put(new Keyword("value"), operation.input());
    return new Dict(fields);
  }
}

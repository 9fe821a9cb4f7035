package minos.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import minos.history.Dictionary;
import minos.history.History;
import minos.value.Dict;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Value;

/**
 * Messages of logs, each with its log: {@code [key message]}.
 *
 * <p>Sound: a message is left out wherever it was sent or polled, so the offsets of the others are
 * as they were, and closer together where these are counted. What followed on each other still
 * does, or does so now because what stood between is not there. Messages that were polled without
 * an offset stay, for nobody knows between which they stand.
 */
record NarrowLogs() implements Narrowing {
  @Override
  public Set<Value> elements(History history, int operation) {
    Set<Value> elements = new LinkedHashSet<>();
    int output = history.output(operation);
    Value value =
        history.dictionary().value(output == Dictionary.ABSENT ? history.input(operation) : output);
    if (logs(history.functionName(history.function(operation))) && value instanceof Seq txn) {
      for (Value part : txn.items()) {
        if (part instanceof Seq op && op.size() == 3) {
          elements.add(element(op.get(1), message(op.get(2))));
        } else if (part instanceof Seq op && op.size() == 2 && op.get(1) instanceof Dict polled) {
          polled.entries().forEach((key, pairs) -> messages(key, pairs, elements));
        }
      }
    }
    return elements;
  }

  private static void messages(Value key, Value pairs, Set<Value> elements) {
    Collection<Value> items = Shapes.collection(pairs);
    for (Value item : items == null ? List.<Value>of() : items) {
      Pair pair = Shapes.two(item);
      if (pair != null) {
        elements.add(element(key, pair.value()));
      }
    }
  }

  private static boolean logs(String f) {
    return f.equals("send") || f.equals("poll") || f.equals("txn");
  }

  private static Value element(Value key, Value message) {
    return Value.seq(Bank.account(key), message);
  }

  /** A completed send has {@code [offset message]}. */
  private static Value message(Value what) {
    return what instanceof Seq pair && pair.size() == 2 ? pair.get(1) : what;
  }

  @Override
  public Value narrow(String f, boolean completed, Value value, Predicate<Value> wanted) {
    if (!logs(f) || !(value instanceof Seq txn)) {
      return value;
    }
    List<Value> parts = new ArrayList<>();
    for (Value part : txn.items()) {
      boolean send = part instanceof Seq op && op.size() == 3;
      if (send && part instanceof Seq op) {
        if (wanted.test(element(op.get(1), message(op.get(2))))) {
          parts.add(part);
        }
      } else if (part instanceof Seq op && op.size() == 2 && op.get(1) instanceof Dict polled) {
        parts.add(new Seq(List.of(op.get(0), polled(polled, wanted))));
      } else {
        parts.add(part);
      }
    }
    Seq narrowed = new Seq(parts);
    return narrowed.equals(txn) ? value : narrowed;
  }

  private static Dict polled(Dict polled, Predicate<Value> wanted) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    polled
        .entries()
        .forEach(
            (key, pairs) -> {
              Collection<Value> items = Shapes.collection(pairs);
              if (items == null) {
                entries.put(key, pairs);
                return;
              }
              List<Value> some =
                  items.stream()
                      .filter(
                          item -> {
                            Pair pair = Shapes.two(item);
                            return pair == null
                                || pair.key().isNil()
                                || wanted.test(element(key, pair.value()));
                          })
                      .toList();
              if (!some.isEmpty()) {
                entries.put(key, new Seq(some));
              }
            });
    return new Dict(entries);
  }
}

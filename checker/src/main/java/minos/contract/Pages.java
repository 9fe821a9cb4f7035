package minos.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.contract.KeyStep.Role;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * Answers about many keys: a page of a listing reads each key of its range, present or absent, over
 * the interval of that page; never is it one snapshot of them. The answer to a query reads the
 * items that it has; what it leaves out says nothing, because nobody knows what was asked for.
 */
final class Pages {
  private final History history;
  private final Metadata metadata;
  private final Tags tags;
  private final KeySteps steps;

  Pages(History history, Metadata metadata, Tags tags, KeySteps steps) {
    this.history = history;
    this.metadata = metadata;
    this.tags = tags;
    this.steps = steps;
  }

  /** A page of a listing: keys, or {@code [key etag]}, or a map of keys to ETags. */
  void list(int i, Reply reply) {
    if (reply != Reply.DONE) {
      return;
    }
    Map<Value, Value> listed = entries(history.dictionary().value(history.value(i)));
    String prefix = metadata.asked(i, "prefix").map(Value::letters).orElse("");
    String after = metadata.asked(i, "startAfter").map(Value::letters).orElse("");
    boolean more = metadata.get(i, "truncated").filter(Bool.TRUE::equals).isPresent();
    String last = listed.keySet().stream().map(Value::letters).max(String::compareTo).orElse(after);
    listed.keySet().forEach(key -> steps.key(Optional.of(key)));
    for (int key = 0; key < steps.keyCount(); key++) {
      Value name = steps.keyName(key).orElse(Nil.NIL);
      String letters = name.letters();
      boolean inRange =
          letters.startsWith(prefix)
              && letters.compareTo(after) > 0
              && (!more || letters.compareTo(last) <= 0);
      if (listed.containsKey(name)) {
        present(i, key, name, listed.getOrDefault(name, Nil.NIL));
      } else if (inRange && !name.isNil()) {
        step(i, key, Verb.LIST, Role.READ, Nil.NIL);
      }
    }
  }

  private void present(int i, int key, Value name, Value tag) {
    Value value = tag.isNil() ? null : tags.value(name, tag);
    if (value == null) {
      step(i, key, Verb.LIST, Role.SAW_SOME, Nil.NIL);
    } else {
      step(i, key, Verb.LIST, Role.READ, value);
    }
  }

  /** The answer to a query: a map of keys to values, or {@code [key value]}. */
  void query(int i, Reply reply) {
    if (reply == Reply.DONE) {
      entries(history.dictionary().value(history.value(i)))
          .forEach(
              (name, value) -> step(i, steps.key(Optional.of(name)), Verb.QUERY, Role.READ, value));
    }
  }

  private static Map<Value, Value> entries(Value answer) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    if (answer instanceof Dict dict) {
      entries.putAll(dict.entries());
    }
    List<Value> items =
        answer instanceof Seq seq
            ? seq.items()
            : answer instanceof Members members ? List.copyOf(members.items()) : List.of();
    for (Value item : items) {
      if (item instanceof Seq pair && pair.size() == 2) {
        entries.put(pair.get(0), pair.get(1));
      } else {
        entries.put(item, Nil.NIL);
      }
    }
    return entries;
  }

  private void step(int i, int key, Verb verb, Role role, Value value) {
    steps.add(new KeyStep(i, key, verb, role, Nil.NIL, value, Outcome.OK, false));
  }
}

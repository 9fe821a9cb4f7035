package minos.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.value.Value;

/**
 * A history as steps on keys, in the order of its operations, and what could not be made of it.
 * Built by {@link Interpreter}.
 */
final class KeySteps {
  private final History history;
  private final Metadata metadata;
  private final List<KeyStep> steps = new ArrayList<>();
  private final List<Optional<Value>> keys = new ArrayList<>();
  private final Map<Optional<Value>, Integer> numbers = new HashMap<>();
  private final Map<Integer, String> unclear = new LinkedHashMap<>();
  private final Map<Integer, Long> probes = new HashMap<>();

  KeySteps(History history, Metadata metadata) {
    this.history = history;
    this.metadata = metadata;
  }

  History history() {
    return history;
  }

  Metadata metadata() {
    return metadata;
  }

  List<KeyStep> all() {
    return steps;
  }

  int keyCount() {
    return keys.size();
  }

  /** The key's name; empty in a history of one object. */
  Optional<Value> keyName(int key) {
    return keys.get(key);
  }

  int key(Optional<Value> name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, keys.size());
    keys.add(name);
    return keys.size() - 1;
  }

  void add(KeyStep step) {
    steps.add(step);
  }

  /** Says that nobody knows what a key holds after some operation, and why. */
  void unclear(int key, String why) {
    unclear.putIfAbsent(key, why);
  }

  /** Keys of which nobody knows what they hold, and why; they can't be judged by value. */
  Map<Integer, String> unclear() {
    return unclear;
  }

  /** Notes that somebody asked for a key from a position on, whatever the answer. */
  void probed(int key, int position) {
    probes.merge(key, (long) position, Math::min);
  }

  /** The first position at which somebody asked for a key; the largest number if nobody did. */
  long firstProbe(int key) {
    return probes.getOrDefault(key, Long.MAX_VALUE);
  }
}

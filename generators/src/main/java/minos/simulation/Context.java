package minos.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;

/**
 * A version vector: how many writes of each session have been seen. Immutable.
 *
 * @param counts positive counts by the number of the session
 */
record Context(Map<Integer, Integer> counts) {
  static final Context EMPTY = new Context(Map.of());

  /** This, and one session's writes up to that one. */
  Context with(int session, int count) {
    Map<Integer, Integer> more = new TreeMap<>(counts);
    more.merge(session, count, Math::max);
    return new Context(more);
  }

  /** Everything that is in either. */
  Context and(Context other) {
    Map<Integer, Integer> both = new TreeMap<>(counts);
    other.counts.forEach((session, count) -> both.merge(session, count, Math::max));
    return new Context(both);
  }

  /** Whether all of it is in another. */
  boolean isIn(Context other) {
    return counts.entrySet().stream()
        .allMatch(entry -> other.counts.getOrDefault(entry.getKey(), 0) >= entry.getValue());
  }

  /** As histories record it. */
  Value value() {
    Map<Value, Value> clock = new LinkedHashMap<>();
    new TreeMap<>(counts)
        .forEach((session, count) -> clock.put(new Text("s" + session), new Int(count)));
    return new Dict(clock);
  }
}

package minos.causal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;

/**
 * A vector clock: how many events of each node are in the past. A node that is missing counts 0.
 *
 * @param counts positive counts by the letters of the node
 */
record VectorClock(Map<String, Long> counts) {
  /** Copies the map and leaves zeros out. */
  VectorClock {
    counts = new TreeMap<>(counts);
    counts.values().removeIf(count -> count == 0);
  }

  /** The clock that a map stands for; empty if a count is no integer. */
  static Optional<VectorClock> of(Dict dict) {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
      if (!(entry.getValue() instanceof Int count)) {
        return Optional.empty();
      }
      counts.put(entry.getKey().letters(), count.value());
    }
    return Optional.of(new VectorClock(counts));
  }

  /** Whether everything in this one's past is in another's. */
  boolean isIn(VectorClock other) {
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      if (other.counts.getOrDefault(entry.getKey(), 0L) < entry.getValue()) {
        return false;
      }
    }
    return true;
  }

  /** Whether this one is in another that is not the same. */
  boolean isBefore(VectorClock other) {
    return isIn(other) && !equals(other);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}

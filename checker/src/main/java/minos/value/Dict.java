package minos.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map: an EDN map, a JSON object. Iterates in the order of the source; that order is not part of
 * its identity.
 */
public record Dict(Map<Value, Value> entries) implements Value {
  /** The map without entries. */
  public static final Dict EMPTY = new Dict(Map.of());

  /** Copies the map. */
  public Dict {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** The value under a key, or null if there is none. */
  public @Nullable Value get(Value key) {
    return entries.get(key);
  }

  /**
   * The value under the keyword or, failing that, the string of the given letters; null if there is
   * neither.
   */
  public @Nullable Value get(String name) {
    Value value = entries.get(new Keyword(name));
    return value == null ? entries.get(new Text(name)) : value;
  }

  // Written out, like those of the other values with members: a loop takes one or two stack frames
  // for a level of nesting, the collections' own methods up to ten.
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Dict that) || entries.size() != that.entries.size()) {
      return false;
    }
    for (Map.Entry<Value, Value> entry : entries.entrySet()) {
      if (!entry.getValue().equals(that.entries.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Map.Entry<Value, Value> entry : entries.entrySet()) {
      hash += entry.getKey().hashCode() ^ entry.getValue().hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return EdnText.of(this);
  }
}

package minos.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
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

  @Override
  public String toString() {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}

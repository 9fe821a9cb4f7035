package minos.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.value.Dict;
import minos.value.Value;

/**
 * What a history recorded beside its operations: a field of its own, or an entry of the map in the
 * field {@code meta}. Names are found without regard to case, hyphens and underscores. What a
 * completion says counts before what its invocation says.
 */
final class Metadata {
  private static final String META = "meta";

  private final History history;
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, List<String>> found = new HashMap<>();

  /**
   * What a history recorded.
   *
   * @param aliases for some names another that stands for it where it was not recorded
   */
  Metadata(History history, Map<String, String> aliases) {
    this.history = history;
    aliases.forEach((name, other) -> this.aliases.put(Condition.plain(name), other));
  }

  /** What was recorded under a name. */
  Optional<Value> get(int operation, String name) {
    Optional<Value> own = own(operation, name);
    String other = own.isPresent() || aliases.isEmpty() ? null : aliases.get(Condition.plain(name));
    return other == null ? own : own(operation, other);
  }

  private Optional<Value> own(int operation, String name) {
    for (String field : fields(name)) {
      Optional<Value> value = history.field(operation, field);
      if (value.isPresent()) {
        return value;
      }
    }
    Optional<Value> inside = inside(history.field(operation, META), name);
    return inside.isPresent() ? inside : inside(history.invokedField(operation, META), name);
  }

  /** What the request said, before there was an answer. */
  Optional<Value> asked(int operation, String name) {
    for (String field : fields(name)) {
      Optional<Value> value = history.invokedField(operation, field);
      if (value.isPresent()) {
        return value;
      }
    }
    return inside(history.invokedField(operation, META), name);
  }

  private List<String> fields(String name) {
    return found.computeIfAbsent(
        name,
        wanted -> {
          List<String> fields = new ArrayList<>();
          for (String field : history.fieldNames()) {
            if (Condition.plain(field).equals(Condition.plain(wanted))) {
              fields.add(field);
            }
          }
          return fields;
        });
  }

  private static Optional<Value> inside(Optional<Value> meta, String name) {
    if (meta.isPresent() && meta.get() instanceof Dict dict) {
      String wanted = Condition.plain(name);
      for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
        if (Condition.plain(entry.getKey().letters()).equals(wanted)) {
          return Optional.of(entry.getValue());
        }
      }
    }
    return Optional.empty();
  }
}

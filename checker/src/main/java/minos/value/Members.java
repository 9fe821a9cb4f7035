package minos.value;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A set. Iterates in the order of the source; that order is not part of its identity. */
public record Members(Set<Value> items) implements Value {
  /** Copies the set. */
  public Members {
    items = Collections.unmodifiableSet(new LinkedHashSet<>(items));
  }

  @Override
  public String toString() {
    return items.stream().map(Value::toString).collect(Collectors.joining(" ", "#{", "}"));
  }
}

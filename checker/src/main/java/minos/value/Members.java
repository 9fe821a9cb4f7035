package minos.value;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set. Iterates in the order of the source; that order is not part of its identity. */
public record Members(Set<Value> items) implements Value {
  /** Copies the set. */
  public Members {
    items = Collections.unmodifiableSet(new LinkedHashSet<>(items));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Members that) || items.size() != that.items.size()) {
      return false;
    }
    for (Value item : items) {
      if (!that.items.contains(item)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Value item : items) {
      hash += item.hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return EdnText.of(this);
  }
}

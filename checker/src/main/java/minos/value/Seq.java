package minos.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ordered sequence: an EDN vector or list, a JSON array. */
public record Seq(List<Value> items) implements Value {
  /** The sequence without members. */
  public static final Seq EMPTY = new Seq(List.of());

  /** Copies the list. */
  public Seq {
    items = List.copyOf(items);
  }

  /** How many members it has. */
  public int size() {
    return items.size();
  }

  /** The member at a position from 0. */
  public Value get(int position) {
    return items.get(position);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Seq that) || items.size() != that.items.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).equals(that.items.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < items.size(); i++) {
      hash = 31 * hash + items.get(i).hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return EdnText.of(this);
  }
}

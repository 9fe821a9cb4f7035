package minos.value;

import java.util.List;
import java.util.stream.Collectors;
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
    return other instanceof Seq that && items.equals(that.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return items.stream().map(Value::toString).collect(Collectors.joining(" ", "[", "]"));
  }
}

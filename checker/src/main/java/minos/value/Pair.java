package minos.value;

import org.jspecify.annotations.Nullable;

/**
 * A map entry as a value of its own: what Jepsen's binary format records for an operation on one of
 * many independent keys. It is not a {@link Seq}, so that a key can be told from a pair of values.
 */
public record Pair(Value key, Value value) implements Value {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pair that && key.equals(that.key) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + value.hashCode();
  }

  @Override
  public String toString() {
    return EdnText.of(this);
  }
}

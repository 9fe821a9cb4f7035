package minos.value;

/**
 * A map entry as a value of its own: what Jepsen's binary format records for an operation on one of
 * many independent keys. It is not a {@link Seq}, so that a key can be told from a pair of values.
 */
public record Pair(Value key, Value value) implements Value {
  @Override
  public String toString() {
    return "[" + key + " " + value + "]";
  }
}

package minos.value;

/**
 * A value of a type that only its producer knows, carried along: {@code #inst "2025-01-01"}.
 *
 * @param tag the tag without the number sign
 * @param value what the tag stands before
 */
public record Tagged(String tag, Value value) implements Value {
  @Override
  public String toString() {
    return "#" + tag + " " + value;
  }
}

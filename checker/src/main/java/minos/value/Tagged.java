package minos.value;

import org.jspecify.annotations.Nullable;

/**
 * A value of a type that only its producer knows, carried along: {@code #inst "2025-01-01"}.
 *
 * @param tag the tag without the number sign
 * @param value what the tag stands before
 */
public record Tagged(String tag, Value value) implements Value {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tagged that && tag.equals(that.tag) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * tag.hashCode() + value.hashCode();
  }

  @Override
  public String toString() {
    return EdnText.of(this);
  }
}

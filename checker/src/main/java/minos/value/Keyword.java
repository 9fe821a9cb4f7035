package minos.value;

import org.jspecify.annotations.Nullable;

/**
 * An EDN keyword.
 *
 * @param name its letters without the colon, namespace included ({@code jepsen.reg/timeout})
 */
public record Keyword(String name) implements Value {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Keyword that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String letters() {
    return name;
  }

  @Override
  public String toString() {
    return ":" + name;
  }
}

package minos.value;

/**
 * An EDN keyword.
 *
 * @param name its letters without the colon, namespace included ({@code jepsen.reg/timeout})
 */
public record Keyword(String name) implements Value {
  @Override
  public String letters() {
    return name;
  }

  @Override
  public String toString() {
    return ":" + name;
  }
}

package minos.value;

/** An EDN symbol, such as an unquoted class name inside an exception. */
public record Symbol(String name) implements Value {
  @Override
  public String letters() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}

package minos.value;

/** The value {@code nil} or {@code null}. */
public enum Nil implements Value {
  /** The only one. */
  NIL;

  @Override
  public String toString() {
    return "nil";
  }
}

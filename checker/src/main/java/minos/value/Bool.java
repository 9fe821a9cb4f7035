package minos.value;

/** {@code true} or {@code false}. */
public record Bool(boolean value) implements Value {
  /** The value {@code true}. */
  public static final Bool TRUE = new Bool(true);

  /** The value {@code false}. */
  public static final Bool FALSE = new Bool(false);

  /** The shared instance for the given truth value. */
  public static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}

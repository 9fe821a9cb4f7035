package minos.spec;

/**
 * A history contains an operation that the chosen specification does not have: the wrong model for
 * the file.
 */
public final class UnknownCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Call call;

  /**
   * Reports a call.
   *
   * @param model the name of the specification
   * @param expected what it knows, for the message
   */
  public UnknownCallException(String model, Call call, String expected) {
    super(
        "the model "
            + model
            + " has no operation `"
            + call
            + "`; it knows "
            + expected
            + ". Choose another with --model");
    this.call = call;
  }

  /** The call. */
  public Call call() {
    return call;
  }
}

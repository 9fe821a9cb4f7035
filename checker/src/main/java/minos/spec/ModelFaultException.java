package minos.spec;

/** A specification that a user brought failed: an exception in its code, or a strange answer. */
public final class ModelFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that names the model and the operation. */
  public ModelFaultException(String message) {
    super(message);
  }

  /** With a message that names the model and the operation, and what it threw. */
  public ModelFaultException(String message, Throwable cause) {
    super(message, cause);
  }
}

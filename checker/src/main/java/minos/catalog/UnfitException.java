package minos.catalog;

/** No check answers the question for this history. The message says why, and what there is. */
public final class UnfitException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the message for the person. */
  public UnfitException(String message) {
    super(message);
  }
}

package minos.store;

/** A store does not answer, or not to us: before a run, or while cleaning up after it. */
public final class StoreUnreachableException extends Exception {
  /** With a sentence for people: what was tried, what came of it, what to do. */
  public StoreUnreachableException(String message) {
    super(message);
  }

  /** With its cause. */
  public StoreUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}

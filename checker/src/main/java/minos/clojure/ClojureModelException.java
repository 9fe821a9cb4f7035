package minos.clojure;

/** A file is no model: it does not compile, or its last expression is not of a shape known. */
public final class ClojureModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message that names the file and, where known, the line and column. */
  ClojureModelException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With a message that names the file. */
  ClojureModelException(String message) {
    super(message);
  }
}

package minos.format.jepsen;

/** The file is no sound {@code test.jepsen}; the message says where and what was expected. */
public final class MalformedStoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean atEnd;

  MalformedStoreException(String message) {
    this(message, false);
  }

  private MalformedStoreException(String message, boolean atEnd) {
    super(message);
    this.atEnd = atEnd;
  }

  static MalformedStoreException ended(String message) {
    return new MalformedStoreException(message, true);
  }

  /** What is wrong. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Whether nothing is wrong but that the data ends too early. */
  public boolean atEnd() {
    return atEnd;
  }
}

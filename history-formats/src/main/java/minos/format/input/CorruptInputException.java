package minos.format.input;

import java.io.IOException;

/**
 * The bytes themselves are bad: compressed data that is corrupt, or more of it than the limits
 * take. Not a fault of the operating system: {@link minos.format.HistoryFiles} turns it into a
 * problem of the input. It is an {@code IOException} so that it gets through any stream.
 */
public final class CorruptInputException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A message that says what is wrong and what to do. */
  public CorruptInputException(String message) {
    super(message);
  }
}

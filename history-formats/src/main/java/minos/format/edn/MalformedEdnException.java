package minos.format.edn;

/** The text is not EDN, or more of it than the limits take. */
public final class MalformedEdnException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final boolean atEnd;

  MalformedEdnException(long line, long column, boolean atEnd, String message) {
    super("column " + column + ": " + message, null, false, false);
    this.line = line;
    this.atEnd = atEnd;
  }

  /** The line, from 1. The message names the column, in bytes from 1. */
  public long line() {
    return line;
  }

  /** Whether the input ended in the middle of a value. */
  public boolean atEnd() {
    return atEnd;
  }

  /** What is wrong, where in its line, and what was expected. */
  public String message() {
    return String.valueOf(getMessage());
  }
}

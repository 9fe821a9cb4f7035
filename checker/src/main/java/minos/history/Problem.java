package minos.history;

/**
 * Something wrong in the input, for the person who has to mend it.
 *
 * @param source the file's name, or {@code -} for standard input
 * @param line where, from 1, or {@link Event#ABSENT} where the problem has no one place
 * @param message what is wrong, what was expected, what to do
 */
public record Problem(String source, long line, String message) {
  @Override
  public String toString() {
    return line == Event.ABSENT ? source + ": " + message : source + ":" + line + ": " + message;
  }
}

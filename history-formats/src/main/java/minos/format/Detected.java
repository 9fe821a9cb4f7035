package minos.format;

/**
 * A format, and how we know.
 *
 * @param format the format
 * @param reason what about the content tells it, such as {@code its first line is a map with :type}
 */
public record Detected(Format format, String reason) {
  @Override
  public String toString() {
    return "detected " + format.id() + ": " + reason;
  }
}

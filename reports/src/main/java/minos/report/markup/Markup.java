package minos.report.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Text that is HTML and XML at once: every element is closed, every attribute quoted, everything
 * that is not said to be {@linkplain #trusted trusted} is escaped. So a page can be parsed by a
 * browser and by a strict parser alike, and nothing that a history brought can become markup.
 *
 * <p>Not thread-safe.
 */
public final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn
   */
  public Markup open(String tag, String... attributes) {
    begin(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** An element that HTML knows as void, or one of SVG without content. */
  public Markup empty(String tag, String... attributes) {
    begin(tag, attributes);
    out.append("/>");
    return this;
  }

  /** An element with nothing but text. */
  public Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Escaped text. */
  public Markup text(String text) {
    Printable.escape(text, out);
    return this;
  }

  /** Text that is part of this program or was made by this class. */
  public Markup trusted(String markup) {
    out.append(markup);
    return this;
  }

  /** A line feed, for whoever reads the source. */
  public Markup line() {
    out.append('\n');
    return this;
  }

  /** Ends the element begun last. */
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** A sentence in which what stands between backticks is quoted from the history. */
  public Markup marked(String sentence) {
    String[] parts = sentence.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1 && i < parts.length - 1) {
        element("code", parts[i]);
      } else {
        text(i % 2 == 1 ? "`" + parts[i] : parts[i]);
      }
    }
    return this;
  }

  /** How many characters there are so far. */
  public int length() {
    return out.length();
  }

  /** The text. All elements must have been closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("the element " + open.peek() + " was not closed");
    }
    return out.toString();
  }

  private void begin(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      Printable.escape(attributes[i + 1], out);
      out.append('"');
    }
  }
}

package minos.report.markup;

import java.util.Locale;

/** Text from anywhere, made fit to be shown: nothing in it can act, and nothing hides. */
public final class Printable {
  private Printable() {}

  /**
   * Appends a text with its markup escaped. What can't be written in XML (most control characters,
   * lone surrogates) and what would rearrange the text around it (marks of direction) is spelt out,
   * as {@code \}{@code u202e}.
   */
  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (shown(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(String.format(Locale.ROOT, "\\u%04x", c));
          }
        }
      }
    }
  }

  /** The text with what can't be shown spelt out, not escaped for any markup. */
  public static String plain(String text) {
    if (text.codePoints().allMatch(Printable::shown)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (shown(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return out.toString();
  }

  /** At most so many characters of a text, with an ellipsis and the count of those left out. */
  public static String clip(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end)
        + String.format(Locale.ROOT, "… (%,d more characters)", text.length() - end);
  }

  private static boolean shown(int c) {
    boolean xml =
        c == '\t'
            || c == '\n'
            || (c >= 0x20 && c < 0x7f)
            || (c >= 0xa0 && c < 0xd800)
            || (c >= 0xe000 && c < 0xfffe)
            || c >= 0x10000;
    boolean rearranging =
        c == 0x061c
            || c == 0x200e
            || c == 0x200f
            || (c >= 0x2028 && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069)
            || (c & 0xfffe) == 0xfffe;
    return xml && !rearranging;
  }
}

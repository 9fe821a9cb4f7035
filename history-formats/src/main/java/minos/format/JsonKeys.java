package minos.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one JSON object at the beginning of a text, which may break off: enough to tell
 * formats apart, no parser. Linear; no recursion.
 */
final class JsonKeys {
  private JsonKeys() {}

  /** The keys of the object that opens at a place, as far as the text goes. */
  static List<String> of(String text, int open) {
    List<String> keys = new ArrayList<>();
    int depth = 0;
    boolean key = false;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '{', '[' -> {
          depth++;
          key = depth == 1;
        }
        case '}', ']' -> {
          if (--depth == 0) {
            return keys;
          }
        }
        case ',' -> key = depth == 1;
        case '"' -> {
          int end = endOfString(text, i + 1);
          if (key && end < text.length()) {
            keys.add(text.substring(i + 1, end));
          }
          key = false;
          i = end;
        }
        default -> {}
      }
    }
    return keys;
  }

  /**
   * Whether the string that begins at a place is a key of JSON: a colon follows, and after it no
   * letter as in a keyword of EDN, unless the colon touches the string.
   */
  static boolean isKey(String text, int quote) {
    int end = endOfString(text, quote + 1) + 1;
    int colon = end;
    while (colon < text.length() && text.charAt(colon) <= ' ') {
      colon++;
    }
    if (colon >= text.length()) {
      return true;
    }
    boolean keyword =
        colon > end && colon + 1 < text.length() && Character.isLetter(text.charAt(colon + 1));
    return text.charAt(colon) == ':' && !keyword;
  }

  private static int endOfString(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, text.length());
  }
}

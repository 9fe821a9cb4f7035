package minos.format.edn;

import org.jspecify.annotations.Nullable;

/** Characters that are written by other characters. */
final class Escapes {
  private Escapes() {}

  /** The character that a backslash and the name spell outside of strings; null if none. */
  static @Nullable String character(String name) {
    if (name.codePointCount(0, name.length()) == 1) {
      return name;
    }
    return switch (name) {
      case "newline" -> "\n";
      case "space" -> " ";
      case "tab" -> "\t";
      case "return" -> "\r";
      case "backspace" -> "\b";
      case "formfeed" -> "\f";
      default -> numbered(name);
    };
  }

  private static @Nullable String numbered(String name) {
    int code = -1;
    if (name.startsWith("u") && name.length() == 5) {
      code = number(name, 1, 5, 16);
    } else if (name.startsWith("o") && name.length() <= 4) {
      code = number(name, 1, name.length(), 8);
    }
    return code < 0 || (name.startsWith("o") && code > 0377) ? null : String.valueOf((char) code);
  }

  /** A string without its escapes; null if it has unknown ones. */
  static @Nullable String unescape(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(i++);
      switch (kind) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case 'b' -> plain.append('\b');
        case 'f' -> plain.append('\f');
        case '\\', '"' -> plain.append(kind);
        case 'u' -> {
          int code = i + 4 <= text.length() ? number(text, i, i + 4, 16) : -1;
          if (code < 0) {
            return null;
          }
          plain.append((char) code);
          i += 4;
        }
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int end = i;
          while (end < text.length() && end < i + 2 && Character.digit(text.charAt(end), 8) >= 0) {
            end++;
          }
          int code = number(text, i - 1, end, 8);
          if (code < 0 || code > 0377) {
            return null;
          }
          plain.append((char) code);
          i = end;
        }
        default -> {
          return null;
        }
      }
    }
    return plain.toString();
  }

  /** The number that the characters of a range spell; -1 if one of them is no digit. */
  private static int number(String text, int from, int to, int radix) {
    int number = from == to ? -1 : 0;
    for (int i = from; i < to && number >= 0; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      number = digit < 0 ? -1 : number * radix + digit;
    }
    return number;
  }
}

package minos.format.edn;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import minos.format.input.Utf8;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Symbol;
import minos.value.Text;
import minos.value.Value;

/**
 * The tokens of EDN: keywords, symbols, numbers, characters and strings. Each method takes the one
 * that begins where the bytes are. Not thread-safe.
 */
final class Tokens {
  /** By byte: whether it belongs to a symbol, keyword or number. */
  private static final boolean[] LETTER = new boolean[256];

  static {
    Arrays.fill(LETTER, true);
    for (char c : "\t\n\u000b\f\r ,\"();[]^\\{}".toCharArray()) {
      LETTER[c] = false;
    }
    LETTER[0] = false;
  }

  /** The integers that most histories are full of. */
  private static final Int[] SMALL = new Int[1024];

  static {
    Arrays.setAll(SMALL, Int::new);
  }

  private final Bytes in;
  private final Names<Keyword> keywords = new Names<>();
  private final Names<Value> symbols = new Names<>();
  private int from;
  private int to;
  private boolean tokenEndsInput;

  Tokens(Bytes in) {
    this.in = in;
  }

  /** Whether a byte belongs to a symbol, keyword or number. */
  static boolean isLetter(int b) {
    return LETTER[b];
  }

  /** An exception about the place where the reader is. */
  MalformedEdnException malformed(String message) {
    return new MalformedEdnException(in.line, in.column(), false, message);
  }

  /** An exception that says that the input ends in the middle of something. */
  MalformedEdnException ended(String message) {
    return new MalformedEdnException(in.line, in.column(), true, message);
  }

  /** The letters from here on. */
  String letters() throws IOException, MalformedEdnException {
    token();
    return text(from, to);
  }

  /** What stands after two number signs. */
  Real symbolic() throws IOException, MalformedEdnException {
    String name = letters();
    return switch (name) {
      case "NaN" -> new Real(Double.NaN);
      case "Inf" -> new Real(Double.POSITIVE_INFINITY);
      case "-Inf" -> new Real(Double.NEGATIVE_INFINITY);
      default -> {
        throw badToken("expected ##NaN, ##Inf or ##-Inf, found ##" + cut(name));
      }
    };
  }

  /** Puts the range of the letters from here on into {@link #from} and {@link #to}. */
  private void token() throws IOException, MalformedEdnException {
    in.start(in.position);
    do {
      byte[] bytes = in.buffer;
      int end = in.limit;
      int i = in.position;
      while (i < end && LETTER[bytes[i] & 0xff]) {
        i++;
      }
      in.position = i;
    } while (in.position == in.limit && in.fill());
    tokenEndsInput = in.position == in.limit;
    from = in.start();
    to = in.position;
    in.end();
  }

  /** An exception about the token just taken, which the end of the input may have cut short. */
  private MalformedEdnException badToken(String message) {
    in.position = from;
    return new MalformedEdnException(in.line, in.column(), tokenEndsInput, message);
  }

  Keyword keyword() throws IOException, MalformedEdnException {
    token();
    Keyword known = keywords.find(in.buffer, from, to);
    if (known != null) {
      return known;
    }
    if (to - from == 1) {
      throw badToken("expected letters after a colon");
    }
    Keyword made = new Keyword(text(from + 1, to));
    keywords.add(in.buffer, from, to, made);
    return made;
  }

  Value symbol() throws IOException, MalformedEdnException {
    token();
    Value known = symbols.find(in.buffer, from, to);
    if (known != null) {
      return known;
    }
    String name = text(from, to);
    Value made =
        switch (name) {
          case "nil" -> Nil.NIL;
          case "true" -> Bool.TRUE;
          case "false" -> Bool.FALSE;
          default -> new Symbol(name);
        };
    symbols.add(in.buffer, from, to, made);
    return made;
  }

  Value number() throws IOException, MalformedEdnException {
    token();
    byte[] bytes = in.buffer;
    int i = from;
    boolean negative = bytes[i] == '-';
    if (negative || bytes[i] == '+') {
      i++;
    }
    int digits = to - i;
    if (digits <= 18 && (bytes[i] != '0' || digits == 1)) {
      long value = 0;
      for (; i < to; i++) {
        int digit = bytes[i] - '0';
        if (digit < 0 || digit > 9) {
          break;
        }
        value = value * 10 + digit;
      }
      if (i == to) {
        return value < SMALL.length && !negative
            ? SMALL[(int) value]
            : new Int(negative ? -value : value);
      }
    }
    String text = text(from, to);
    Value number = text.length() > Numbers.LONGEST ? null : Numbers.parse(text);
    if (number == null) {
      throw badToken("expected a number, found " + cut(text));
    }
    return number;
  }

  Text character() throws IOException, MalformedEdnException {
    in.position++;
    if (in.position == in.limit && !in.fill()) {
      throw ended("the input ends in the middle of a character");
    }
    if (LETTER[in.buffer[in.position] & 0xff]) {
      token();
    } else {
      // A bracket, say: itself a character, whatever letters follow.
      tokenEndsInput = false;
      from = in.position;
      to = ++in.position;
      if (in.buffer[from] == '\n') {
        in.newline();
      }
    }
    String name = text(from, to);
    String character = Escapes.character(name);
    if (character == null) {
      throw badToken("expected a character, found \\" + cut(name));
    }
    return new Text(character);
  }

  /** The text between the quote here and the next one that is not escaped. */
  String quoted(boolean unescape) throws IOException, MalformedEdnException {
    long opened = in.line;
    in.position++;
    in.start(in.position);
    boolean escapes = false;
    boolean escaped = false;
    while (true) {
      if (in.position == in.limit && !in.fill()) {
        throw ended("the input ends in a string opened in line " + opened);
      }
      byte b = in.buffer[in.position++];
      if (b == '\n') {
        in.newline();
      }
      if (escaped) {
        escaped = false;
      } else if (b == '\\') {
        escapes = true;
        escaped = true;
      } else if (b == '"') {
        break;
      }
    }
    int start = in.start();
    in.end();
    String text = text(start, in.position - 1);
    if (!escapes || !unescape) {
      return text;
    }
    String plain = Escapes.unescape(text);
    if (plain == null) {
      throw malformed(
          "a string with an unknown escape; known are \\n \\t \\r \\b \\f \\\\ \\\" \\uFFFF \\377");
    }
    return plain;
  }

  private String text(int start, int end) throws MalformedEdnException {
    String text = Utf8.decode(in.buffer, start, end);
    if (text == null) {
      throw new MalformedEdnException(
          in.line, in.column(), tokenEndsInput, "bytes that are not UTF-8; recode the file");
    }
    return text;
  }

  /** The byte after the one here; -1 at the end. */
  int second() throws IOException, MalformedEdnException {
    if (in.position + 1 == in.limit) {
      in.start(in.position++);
      boolean more = in.fill();
      in.position = in.start();
      in.end();
      if (!more) {
        return -1;
      }
    }
    return in.buffer[in.position + 1] & 0xff;
  }

  void skipComment() throws IOException, MalformedEdnException {
    while (in.position < in.limit || in.fill()) {
      if (in.buffer[in.position] == '\n') {
        return;
      }
      in.position++;
    }
  }

  static String shown(int b) {
    return b > ' ' && b < 0x7f
        ? "'" + (char) b + "'"
        : String.format(Locale.ROOT, "the byte 0x%02x", b);
  }

  static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}

package minos.format.edn;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.format.input.ReadLimits;
import minos.format.input.Utf8;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads EDN from a stream of bytes: one value after the other, with the line of each.
 *
 * <p>Why not Clojure's own reader: it reads characters one by one through a pushback reader (about
 * a tenth of this one's speed), builds persistent maps only to be taken apart, recurses as deep as
 * the input says, and counts no lines; its bigger sibling evaluates code in the input. This one
 * never runs anything, whatever the input brings: tags are letters that are carried along ({@link
 * Tagged}), and {@code #=(...)} is an error.
 *
 * <p>Read beyond EDN, because recorded histories hold it: ratios and regular expressions (tagged
 * {@code ratio} and {@code regex}), vars, metadata (dropped, as it is not part of a value),
 * namespaced maps, and symbols of any letters, such as {@code ReentrantReadWriteLock$Sync}.
 *
 * <p>Linear in the size of the input; holds one value at a time, nested no deeper and with no
 * longer tokens than the limits say. Not thread-safe.
 */
public final class EdnReader {
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
  private final ReadLimits limits;
  private final Names<Keyword> keywords = new Names<>();
  private final Names<Symbol> symbols = new Names<>();
  private Value[] stack = new Value[64];
  private int top;
  private int depth;
  private int from;
  private int to;
  private boolean tokenEndsInput;
  private int values;

  /** A reader of all of a stream. */
  public EdnReader(InputStream stream, ReadLimits limits) {
    this.in = new Bytes(stream, limits.tokenLength());
    this.limits = limits;
  }

  /** A reader of slices, which {@link #reset} gives it. */
  public EdnReader(ReadLimits limits) {
    this(Bytes.NONE, limits);
  }

  /** Goes on with a slice of an array, whose first byte is at the given line and column. */
  public void reset(byte[] bytes, int start, int end, long line, int column) {
    in.reset(bytes, start, end, line, column);
    begin();
  }

  /** Says that a new event begins here: how many values it holds is counted from here on. */
  public void begin() {
    top = 0;
    depth = 0;
    values = 0;
  }

  /** The line at which the reader is, from 1. */
  public long line() {
    return in.line;
  }

  /** Where in the slice the reader is; after {@link #peek} the place of what it found. */
  public int position() {
    return in.position;
  }

  /** An exception about the place where the reader is. */
  public MalformedEdnException malformed(String message) {
    return new MalformedEdnException(in.line, in.column(), false, message);
  }

  /** An exception that says that the input ends in the middle of something. */
  public MalformedEdnException ended(String message) {
    return new MalformedEdnException(in.line, in.column(), true, message);
  }

  /**
   * The next byte that is neither white space nor comma, comment nor discarded value; -1 at the end
   * of the input.
   */
  public int peek() throws IOException, MalformedEdnException {
    while (in.position < in.limit || in.fill()) {
      byte b = in.buffer[in.position];
      switch (b) {
        case ' ', ',', '\t', '\r', '\f', 0x0b -> in.position++;
        case '\n' -> {
          in.position++;
          in.newline();
        }
        case ';' -> skipComment();
        case '#' -> {
          if (second() != '_') {
            return '#';
          }
          in.position += 2;
          nest();
          read();
          depth--;
        }
        default -> {
          return b & 0xff;
        }
      }
    }
    return -1;
  }

  /** Takes the byte that {@link #peek} found: the bracket of a collection that the caller reads. */
  public void skip() {
    in.position++;
  }

  /** The next value, or null at the end of the input. */
  public @Nullable Value next() throws IOException, MalformedEdnException {
    begin();
    int first = peek();
    return first < 0 ? null : value(first);
  }

  /** The next value. */
  public Value read() throws IOException, MalformedEdnException {
    int first = peek();
    if (first < 0) {
      throw ended("the input ends where a value was expected");
    }
    return value(first);
  }

  /** The letters of the tag at which {@link #peek} found a number sign; its value comes next. */
  public String tag() throws IOException, MalformedEdnException {
    in.position++;
    int first = in.position < in.limit || in.fill() ? in.buffer[in.position] & 0xff : -1;
    if (first < 0) {
      throw ended("the input ends in the middle of a tag");
    }
    if (!LETTER[first] || "=(?<:#'_".indexOf(first) >= 0) {
      throw malformed("expected a tag after #, found " + shown(first));
    }
    token();
    return text(from, to);
  }

  private Value value(int first) throws IOException, MalformedEdnException {
    if (++values > limits.values()) {
      throw malformed(
          "more than "
              + limits.values()
              + " values in one event; raise the limit of the values if it is really one");
    }
    return switch (first) {
      case '"' -> string();
      case ':' -> keyword();
      case '[' -> sequence(']');
      case '(' -> sequence(')');
      case '{' -> map(null);
      case '#' -> dispatch();
      case '\\' -> character();
      case '^' -> withMetadata();
      case ']', ')', '}' ->
          throw malformed("unexpected " + (char) first + ", which closes nothing that is open");
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case '+', '-' -> {
        int second = second();
        yield second >= '0' && second <= '9' ? number() : symbol();
      }
      default -> {
        if (!LETTER[first]) {
          throw malformed("unexpected " + shown(first) + "; is this a text in EDN?");
        }
        yield symbol();
      }
    };
  }

  // Collections.

  private Seq sequence(char close) throws IOException, MalformedEdnException {
    int bottom = top;
    members(close);
    int size = top - bottom;
    List<Value> items =
        switch (size) {
          case 0 -> List.of();
          case 1 -> List.of(stack[bottom]);
          case 2 -> List.of(stack[bottom], stack[bottom + 1]);
          default -> List.of(Arrays.copyOfRange(stack, bottom, top));
        };
    top = bottom;
    return size == 0 ? Seq.EMPTY : new Seq(items);
  }

  private Members set() throws IOException, MalformedEdnException {
    int bottom = top;
    members('}');
    Set<Value> items = new LinkedHashSet<>();
    for (int i = bottom; i < top; i++) {
      if (!items.add(stack[i])) {
        throw malformed("a set that has " + brief(stack[i]) + " twice");
      }
    }
    top = bottom;
    return new Members(items);
  }

  private Dict map(@Nullable String namespace) throws IOException, MalformedEdnException {
    int bottom = top;
    members('}');
    if ((top - bottom) % 2 != 0) {
      throw malformed(
          "a map that ends with a key without value: " + brief(stack[top - 1]) + " and then }");
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (int i = bottom; i < top; i += 2) {
      Value key = namespace == null ? stack[i] : within(namespace, stack[i]);
      if (entries.put(key, stack[i + 1]) != null) {
        throw malformed("a map that has the key " + brief(key) + " twice");
      }
    }
    top = bottom;
    return entries.isEmpty() ? Dict.EMPTY : new Dict(entries);
  }

  /** Puts the members of the collection that opens here on the stack. */
  private void members(char close) throws IOException, MalformedEdnException {
    long opened = in.line;
    in.position++;
    nest();
    int next = peek();
    while (next != close) {
      if (next < 0) {
        throw ended(
            "the input ends in a collection opened in line " + opened + ", before its " + close);
      } else if (next == ']' || next == ')' || next == '}') {
        throw malformed(
            "expected a value or " + close + " for line " + opened + ", found " + (char) next);
      }
      Value member = value(next);
      if (top == stack.length) {
        stack = Arrays.copyOf(stack, top * 2);
      }
      stack[top++] = member;
      next = peek();
    }
    in.position++;
    depth--;
  }

  private void nest() throws MalformedEdnException {
    if (++depth > limits.depth()) {
      throw malformed(
          "nested deeper than "
              + limits.depth()
              + "; raise the limit of the nesting depth if it is really a history");
    }
  }

  private static Value within(String namespace, Value key) {
    if (key instanceof Keyword keyword) {
      return new Keyword(within(namespace, keyword.name()));
    } else if (key instanceof Symbol symbol) {
      return new Symbol(within(namespace, symbol.name()));
    }
    return key;
  }

  private static String within(String namespace, String name) {
    if (name.startsWith("_/")) {
      return name.substring(2);
    }
    return name.contains("/") ? name : namespace + "/" + name;
  }

  // What begins with a number sign, and metadata.

  private Value dispatch() throws IOException, MalformedEdnException {
    int second = second();
    switch (second) {
      case '{' -> {
        in.position++;
        return set();
      }
      case '#' -> {
        in.position += 2;
        token();
        return symbolic(text(from, to));
      }
      case '"' -> {
        in.position++;
        return new Tagged("regex", new Text(quoted(false)));
      }
      case ':' -> {
        in.position += 2;
        token();
        String namespace = text(from, to);
        if (namespace.isEmpty() || namespace.startsWith(":") || peek() != '{') {
          throw malformed("expected #:namespace{ and a map");
        }
        return map(namespace);
      }
      case '\'' -> {
        in.position += 2;
        return tagged("var");
      }
      case '=', '(', '?' ->
          throw malformed(
              "#" + (char) second + " asks to run code, and reading never runs code; remove it");
      case '<' ->
          throw malformed("#< begins an object that was printed so that nothing can read it");
      default -> {
        return tagged(tag());
      }
    }
  }

  private Tagged tagged(String tag) throws IOException, MalformedEdnException {
    nest();
    Value value = read();
    depth--;
    return new Tagged(tag, value);
  }

  private Value withMetadata() throws IOException, MalformedEdnException {
    in.position++;
    nest();
    read();
    Value value = read();
    depth--;
    return value;
  }

  private Real symbolic(String name) throws MalformedEdnException {
    return switch (name) {
      case "NaN" -> new Real(Double.NaN);
      case "Inf" -> new Real(Double.POSITIVE_INFINITY);
      case "-Inf" -> new Real(Double.NEGATIVE_INFINITY);
      default -> {
        throw badToken("expected ##NaN, ##Inf or ##-Inf, found ##" + cut(name));
      }
    };
  }

  // Tokens.

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

  private Keyword keyword() throws IOException, MalformedEdnException {
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

  private Value symbol() throws IOException, MalformedEdnException {
    token();
    Symbol known = symbols.find(in.buffer, from, to);
    if (known != null) {
      return known;
    }
    String name = text(from, to);
    switch (name) {
      case "nil" -> {
        return Nil.NIL;
      }
      case "true" -> {
        return Bool.TRUE;
      }
      case "false" -> {
        return Bool.FALSE;
      }
      default -> {
        Symbol made = new Symbol(name);
        symbols.add(in.buffer, from, to, made);
        return made;
      }
    }
  }

  private Value number() throws IOException, MalformedEdnException {
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

  private Text character() throws IOException, MalformedEdnException {
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

  private Text string() throws IOException, MalformedEdnException {
    return new Text(quoted(true));
  }

  /** The text between the quote here and the next one that is not escaped. */
  private String quoted(boolean unescape) throws IOException, MalformedEdnException {
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
  private int second() throws IOException, MalformedEdnException {
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

  private void skipComment() throws IOException, MalformedEdnException {
    while (in.position < in.limit || in.fill()) {
      if (in.buffer[in.position] == '\n') {
        return;
      }
      in.position++;
    }
  }

  private static String shown(int b) {
    return b > ' ' && b < 0x7f
        ? "'" + (char) b + "'"
        : String.format(java.util.Locale.ROOT, "the byte 0x%02x", b);
  }

  private static String brief(Value value) {
    return value instanceof Seq || value instanceof Dict || value instanceof Members
        ? "a collection"
        : cut(value.toString());
  }

  private static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}

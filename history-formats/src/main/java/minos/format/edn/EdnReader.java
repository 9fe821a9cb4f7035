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
import minos.value.Dict;
import minos.value.Keyword;
import minos.value.Members;
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
 * a seventh of this one's speed), builds persistent maps only to be taken apart, recurses as deep
 * as the input says, and counts no lines; its bigger sibling evaluates code in the input. This one
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
  private final Tokens tokens;
  private final Bytes in;
  private final ReadLimits limits;
  private Value[] stack = new Value[64];
  private int top;
  private int depth;
  private int values;
  private boolean multisets;

  /** A reader of all of a stream. */
  public EdnReader(InputStream stream, ReadLimits limits) {
    this.in = new Bytes(stream, limits.tokenLength());
    this.tokens = new Tokens(in);
    this.limits = limits;
  }

  /** A reader of slices, which {@link #reset} gives it. */
  public EdnReader(ReadLimits limits) {
    this(Bytes.NONE, limits);
  }

  /**
   * Reads a set that has a member twice as a sequence: Clojure's multisets are written so. Without
   * this it is malformed.
   */
  public EdnReader withMultisets() {
    multisets = true;
    return this;
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
    return tokens.malformed(message);
  }

  /** An exception that says that the input ends in the middle of something. */
  public MalformedEdnException ended(String message) {
    return tokens.ended(message);
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
        case ';' -> tokens.skipComment();
        case '#' -> {
          if (tokens.second() != '_') {
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
    if (!Tokens.isLetter(first) || "=(?<:#'_".indexOf(first) >= 0) {
      throw malformed("expected a tag after #, found " + Tokens.shown(first));
    }
    return tokens.letters();
  }

  private Value value(int first) throws IOException, MalformedEdnException {
    if (++values > limits.values()) {
      throw malformed(
          "more than "
              + limits.values()
              + " values in one event; raise the limit of values (--max-values) if it is really one");
    }
    return switch (first) {
      case '"' -> new Text(tokens.quoted(true));
      case ':' -> tokens.keyword();
      case '[' -> sequence(']');
      case '(' -> sequence(')');
      case '{' -> map(null);
      case '#' -> dispatch();
      case '\\' -> tokens.character();
      case '^' -> withMetadata();
      case ']', ')', '}' ->
          throw malformed("unexpected " + (char) first + ", which closes nothing that is open");
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> tokens.number();
      case '+', '-' -> {
        int second = tokens.second();
        yield second >= '0' && second <= '9' ? tokens.number() : tokens.symbol();
      }
      default -> {
        if (!Tokens.isLetter(first)) {
          throw malformed("unexpected " + Tokens.shown(first) + "; is this a text in EDN?");
        }
        yield tokens.symbol();
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

  private Value set() throws IOException, MalformedEdnException {
    int bottom = top;
    members('}');
    Set<Value> items = new LinkedHashSet<>();
    for (int i = bottom; i < top; i++) {
      if (!items.add(stack[i]) && !multisets) {
        throw malformed("a set that has " + brief(stack[i]) + " twice");
      }
    }
    Value set =
        items.size() == top - bottom
            ? new Members(items)
            : new Seq(List.of(Arrays.copyOfRange(stack, bottom, top)));
    top = bottom;
    return set;
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
              + "; raise the depth limit (--max-depth) if it is really a history");
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
    int second = tokens.second();
    switch (second) {
      case '{' -> {
        in.position++;
        return set();
      }
      case '#' -> {
        in.position += 2;
        return tokens.symbolic();
      }
      case '"' -> {
        in.position++;
        return new Tagged("regex", new Text(tokens.quoted(false)));
      }
      case ':' -> {
        in.position += 2;
        String namespace = tokens.letters();
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

  private static String brief(Value value) {
    return value instanceof Seq || value instanceof Dict || value instanceof Members
        ? "a collection"
        : Tokens.cut(value.toString());
  }
}

package minos.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.format.input.ReadLimits;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * Reads JSON values.
 *
 * <p>A number with a point or an exponent is a {@link Real}, or a {@link Decimal} where a double
 * can't hold it: no digit is lost in silence.
 */
public final class JsonValues {
  private static final int NUMBER_LENGTH = 10_000;
  private static final int NAME_LENGTH = 64 << 10;

  /** What strings and objects stand for. */
  public enum Dialect {
    /** Strings are strings; objects may be values that {@link ExactJson} wrote. */
    EXACT,
    /** Strings such as {@code ":append"} are keywords, as tools around Jepsen write them. */
    COLONS,
    /** Strings are strings, objects are maps. */
    PLAIN
  }

  private final Dialect dialect;
  private final int most;
  private int count;

  /** A reader of values of a dialect. Not thread-safe: it counts. */
  public JsonValues(Dialect dialect, ReadLimits limits) {
    this.dialect = dialect;
    this.most = limits.values();
  }

  /** Begins an event: so many values as the limits say may follow. */
  public void begin() {
    count = 0;
  }

  /** Makes parsers that keep to the limits and take UTF-8 alone. */
  public static JsonFactory factory(ReadLimits limits) {
    return new JsonFactoryBuilder()
        // Interning is for programs with few names; a history may have a name for each account.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.tokenLength())
                .maxNumberLength(Math.min(NUMBER_LENGTH, limits.tokenLength()))
                .maxNameLength(Math.min(NAME_LENGTH, limits.tokenLength()))
                .build())
        .build();
  }

  /**
   * What is wrong with the JSON, without Jackson's talk of its own sources: a sentence that ends
   * with the column.
   */
  public static String explain(JsonProcessingException e) {
    String what = e.getOriginalMessage();
    if (what == null) {
      what = "unreadable";
    }
    int talk = what.indexOf("\n");
    what = talk < 0 ? what : what.substring(0, talk);
    what =
        what.replaceAll(
            " \\(`?StreamReadConstraints.*",
            "; raise the limit (--max-depth, --max-line) if it is really a history");
    int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
    return column > 0 ? what + " (column " + column + ")" : what;
  }

  /**
   * The value that begins at the parser's current token; leaves the parser at its last token.
   * Recurses as deep as the value is nested, which the parser's limits bound.
   *
   * @throws DuplicateNameException if an object has a name twice
   */
  public Value read(JsonParser parser) throws IOException {
    if (++count > most) {
      throw new JsonParseException(
          parser,
          "more than "
              + most
              + " values in one event; raise the limit of values (--max-values) if it is really a history");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_NULL -> Nil.NIL;
      case VALUE_TRUE -> Bool.TRUE;
      case VALUE_FALSE -> Bool.FALSE;
      case VALUE_NUMBER_INT -> readInteger(parser);
      case VALUE_NUMBER_FLOAT -> readReal(parser);
      case VALUE_STRING -> readString(parser.getText());
      case START_ARRAY -> {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
          yield Seq.EMPTY;
        }
        List<Value> items = new ArrayList<>();
        do {
          items.add(read(parser));
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        yield new Seq(items);
      }
      case START_OBJECT -> {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
          yield Dict.EMPTY;
        }
        Map<Value, Value> entries = new LinkedHashMap<>();
        do {
          String name = parser.currentName();
          parser.nextToken();
          Value key = readString(name);
          if (entries.put(key, read(parser)) != null) {
            throw new DuplicateNameException(parser, name);
          }
        } while (parser.nextToken() != JsonToken.END_OBJECT);
        yield dialect == Dialect.EXACT ? ExactJson.decode(entries) : new Dict(entries);
      }
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no JSON value begins with " + token);
    };
  }

  private static Value readInteger(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Int(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> BigInt.of(parser.getBigIntegerValue());
    };
  }

  private static Value readReal(JsonParser parser) throws IOException {
    String text = parser.getText();
    double value = Double.parseDouble(text);
    if (Double.isFinite(value) && Double.toString(value).equals(text)) {
      return new Real(value);
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new JsonParseException(parser, "the number " + text + " is out of range", e);
    }
    return Double.isFinite(value) && BigDecimal.valueOf(value).compareTo(exact) == 0
        ? new Real(value)
        : new Decimal(exact);
  }

  private Value readString(String text) {
    return dialect == Dialect.COLONS && isKeyword(text)
        ? new Keyword(text.substring(1))
        : new Text(text);
  }

  /** Whether a string is a colon and the letters of a keyword, such as {@code :jepsen.reg/read}. */
  public static boolean isKeyword(String text) {
    if (text.length() < 2 || text.charAt(0) != ':') {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = Character.isLetterOrDigit(c) || "*+!-_?./$%&=<>#'".indexOf(c) >= 0;
      if (!letter) {
        return false;
      }
    }
    return true;
  }
}

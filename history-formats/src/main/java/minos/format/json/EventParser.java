package minos.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import minos.history.Event;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.history.Problems;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as an event. The fields that events usually have take no map; the others go
 * into {@link Event#extra}.
 *
 * <p>A field of the wrong kind is noted as a problem, and the object read to its end. Not
 * thread-safe: it keeps the fields of the object at hand.
 */
final class EventParser {
  /** Bits for the fields that have a place of their own. */
  private static final int TYPE = 1;

  private static final int PROCESS = 2;
  private static final int F = 4;
  private static final int KEY = 8;
  private static final int VALUE = 16;
  private static final int INDEX = 32;
  private static final int TIME = 64;

  private final Problems problems;
  private final JsonValues values;
  private final Strings strings = new Strings();

  private long line;
  private int found;
  private boolean bad;
  private @Nullable EventType type;
  private @Nullable Value process;
  private String f = "";
  private @Nullable Value key;
  private @Nullable Value value;
  private long index;
  private long time;
  private @Nullable String name;
  private @Nullable Value extra;
  private @Nullable Map<String, Value> extras;

  EventParser(Problems problems, JsonValues values) {
    this.problems = problems;
    this.values = values;
  }

  /**
   * Reads the object whose beginning is the parser's current token, up to its end.
   *
   * @param at the line it begins on, from 1
   * @return the event; null if it is none, which is then a problem noted
   */
  @Nullable Event read(JsonParser parser, long at) throws IOException, MalformedHistoryException {
    parser.nextToken();
    return readFields(parser, at);
  }

  /** The same, from its first name (or its end) on. */
  @Nullable Event readFields(JsonParser parser, long at)
      throws IOException, MalformedHistoryException {
    reset(at);
    values.begin();
    for (JsonToken token = parser.currentToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      String field = parser.currentName();
      JsonToken content = parser.nextToken();
      readField(parser, field, content);
    }
    if (type == null && (found & TYPE) == 0) {
      problem("an event without \"type\"; expected \"invoke\", \"ok\", \"fail\" or \"info\"");
    }
    if (bad || type == null) {
      return null;
    }
    if (f.isEmpty() && isTransaction(value)) {
      f = "txn";
    }
    return new Event(type, process, f, key, value, index, time, line, takeExtras());
  }

  /** Whether a value is a list of micro-operations such as {@code ["append", 3, 1]}. */
  private static boolean isTransaction(@Nullable Value value) {
    return value instanceof Seq steps
        && steps.items().stream()
            .allMatch(
                step ->
                    step instanceof Seq parts
                        && parts.size() > 1
                        && (parts.get(0) instanceof Text || parts.get(0) instanceof Keyword));
  }

  private void reset(long at) {
    line = at;
    found = 0;
    bad = false;
    type = null;
    process = null;
    f = "";
    key = null;
    value = null;
    index = Event.ABSENT;
    time = Event.ABSENT;
    name = null;
    extra = null;
    extras = null;
  }

  private void readField(JsonParser parser, String field, JsonToken content)
      throws IOException, MalformedHistoryException {
    switch (field) {
      case "type" -> {
        once(TYPE, field);
        type = readType(parser, content);
      }
      case "process" -> {
        once(PROCESS, field);
        process = readProcess(parser, content);
      }
      case "f" -> {
        once(F, field);
        f = readFunction(parser, content);
      }
      case "key" -> {
        once(KEY, field);
        key = content == JsonToken.VALUE_NULL ? null : readValue(parser, content);
      }
      case "value" -> {
        once(VALUE, field);
        value = readValue(parser, content);
      }
      case "index" -> {
        once(INDEX, field);
        index = readLong(parser, content, field);
      }
      case "time" -> {
        once(TIME, field);
        time = readLong(parser, content, field);
      }
      default -> readExtra(parser, field);
    }
  }

  private void once(int bit, String letters) throws MalformedHistoryException {
    if ((found & bit) != 0) {
      problem("an event with \"" + letters + "\" twice; which of them counts?");
    }
    found |= bit;
  }

  private @Nullable EventType readType(JsonParser parser, JsonToken content)
      throws IOException, MalformedHistoryException {
    String word = content == JsonToken.VALUE_STRING ? string(parser) : "";
    EventType read = EventType.ofWord(bare(word)).orElse(null);
    if (read == null) {
      problem(
          "the type "
              + shown(parser, content)
              + " is none; expected \"invoke\", \"ok\", \"fail\" or \"info\"");
      parser.skipChildren();
    }
    return read;
  }

  private @Nullable Value readProcess(JsonParser parser, JsonToken content)
      throws IOException, MalformedHistoryException {
    if (content == JsonToken.VALUE_NUMBER_INT || content == JsonToken.VALUE_NULL) {
      return content == JsonToken.VALUE_NULL ? null : readValue(parser, content);
    } else if (content == JsonToken.VALUE_STRING) {
      String letters = string(parser);
      return JsonValues.isKeyword(letters) ? new Keyword(letters.substring(1)) : new Text(letters);
    }
    // As ExactJson writes a name that JSON has not.
    Value read = values.read(parser);
    if (read instanceof Keyword || read instanceof Symbol) {
      return read;
    }
    problem("the process " + read + " is none; expected an integer or a name");
    return null;
  }

  private String readFunction(JsonParser parser, JsonToken content)
      throws IOException, MalformedHistoryException {
    if (content == JsonToken.VALUE_STRING) {
      return bare(string(parser));
    }
    if (content != JsonToken.VALUE_NULL) {
      problem(
          "the function "
              + shown(parser, content)
              + " is none; expected a string such as \"read\"");
      parser.skipChildren();
    }
    return "";
  }

  private Value readValue(JsonParser parser, JsonToken content) throws IOException {
    if (content == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return new Int(parser.getLongValue());
    }
    return values.read(parser);
  }

  private long readLong(JsonParser parser, JsonToken content, String field)
      throws IOException, MalformedHistoryException {
    if (content == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = parser.getLongValue();
      if (number != Event.ABSENT) {
        return number;
      }
    }
    if (content != JsonToken.VALUE_NULL) {
      problem(
          "the "
              + field
              + " "
              + shown(parser, content)
              + " is none; expected an integer"
              + (field.equals("time") ? ", in nanoseconds" : "")
              + ", or no such field");
      parser.skipChildren();
    }
    return Event.ABSENT;
  }

  private void readExtra(JsonParser parser, String field)
      throws IOException, MalformedHistoryException {
    Value read = values.read(parser);
    if (extras != null) {
      if (extras.put(field, read) != null) {
        problem("an event with \"" + field + "\" twice; which of them counts?");
      }
    } else if (name == null) {
      name = field;
      extra = read;
    } else {
      extras = new LinkedHashMap<>();
      extras.put(name, Objects.requireNonNull(extra));
      if (extras.put(field, read) != null) {
        problem("an event with \"" + field + "\" twice; which of them counts?");
      }
    }
  }

  private Map<String, Value> takeExtras() {
    if (extras != null) {
      return extras;
    }
    return name == null || extra == null ? Map.of() : Map.of(name, extra);
  }

  private void problem(String message) throws MalformedHistoryException {
    bad = true;
    problems.add(line, message);
  }

  private String string(JsonParser parser) throws IOException {
    return strings.get(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private static String bare(String word) {
    return word.startsWith(":") ? word.substring(1) : word;
  }

  private static String shown(JsonParser parser, JsonToken content) throws IOException {
    return switch (content) {
      case START_OBJECT -> "{...}";
      case START_ARRAY -> "[...]";
      case VALUE_STRING -> "\"" + shortened(parser.getText()) + "\"";
      default -> shortened(parser.getText());
    };
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}

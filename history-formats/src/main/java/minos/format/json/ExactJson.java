package minos.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON that reads back as the same values: what JSON has is plain JSON, what it has not
 * is an object with one field whose name begins with a dollar sign.
 *
 * <table>
 * <caption>Values that JSON has not</caption>
 * <tr><th>EDN</th><th>JSON</th></tr>
 * <tr><td>{@code :append}</td><td>{@code {"$keyword":"append"}}</td></tr>
 * <tr><td>{@code append}</td><td>{@code {"$symbol":"append"}}</td></tr>
 * <tr><td>{@code #{1 2}}</td><td>{@code {"$set":[1,2]}}</td></tr>
 * <tr><td>map entry of 1 and 2</td><td>{@code {"$pair":[1,2]}}</td></tr>
 * <tr><td>{@code 1.50M}</td><td>{@code {"$decimal":"1.50"}}</td></tr>
 * <tr><td>{@code ##Inf}</td><td>{@code {"$real":"Infinity"}}</td></tr>
 * <tr><td>{@code #inst "2025-01-01"}</td><td>{@code {"$tagged":["inst","2025-01-01"]}}</td></tr>
 * <tr><td>{@code {1 2, 3 4}}</td><td>{@code {"$dict":[[1,2],[3,4]]}}</td></tr>
 * <tr><td>{@code nil} as a key of operations</td><td>{@code {"$nil":[]}}</td></tr>
 * </table>
 *
 * <p>A map is a JSON object where all its keys are strings that don't begin with a dollar sign,
 * else a {@code $dict}. Reading, an object of another shape than these is a map, whatever its
 * fields are called.
 */
public final class ExactJson {
  private ExactJson() {}

  /** Writes a value where the generator expects one. */
  public static void write(JsonGenerator json, Value value) throws IOException {
    if (value instanceof Int integer) {
      json.writeNumber(integer.value());
    } else if (value instanceof Text text) {
      json.writeString(text.value());
    } else if (value == Nil.NIL) {
      json.writeNull();
    } else if (value instanceof Bool bool) {
      json.writeBoolean(bool.value());
    } else if (value instanceof Seq seq) {
      writeArray(json, seq.items());
    } else if (value instanceof BigInt big) {
      json.writeNumber(big.value());
    } else if (value instanceof Real real) {
      if (Double.isFinite(real.value())) {
        json.writeNumber(real.value());
      } else {
        writeTagged(json, "$real", Double.toString(real.value()));
      }
    } else if (value instanceof Keyword keyword) {
      writeTagged(json, "$keyword", keyword.name());
    } else if (value instanceof Symbol symbol) {
      writeTagged(json, "$symbol", symbol.name());
    } else if (value instanceof Decimal decimal) {
      writeTagged(json, "$decimal", decimal.value().toString());
    } else if (value instanceof Members members) {
      json.writeStartObject();
      json.writeFieldName("$set");
      writeArray(json, members.items());
      json.writeEndObject();
    } else if (value instanceof Pair pair) {
      json.writeStartObject();
      json.writeFieldName("$pair");
      writeArray(json, List.of(pair.key(), pair.value()));
      json.writeEndObject();
    } else if (value instanceof Tagged tagged) {
      json.writeStartObject();
      json.writeFieldName("$tagged");
      writeArray(json, List.of(new Text(tagged.tag()), tagged.value()));
      json.writeEndObject();
    } else if (value instanceof Dict dict) {
      writeDict(json, dict.entries());
    }
  }

  /** Writes the key of an operation, where null would say that it has none. */
  public static void writeKey(JsonGenerator json, Value key) throws IOException {
    if (key.isNil()) {
      json.writeStartObject();
      json.writeArrayFieldStart("$nil");
      json.writeEndArray();
      json.writeEndObject();
    } else {
      write(json, key);
    }
  }

  private static void writeTagged(JsonGenerator json, String tag, String letters)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(tag, letters);
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, Collection<Value> items) throws IOException {
    json.writeStartArray();
    for (Value item : items) {
      write(json, item);
    }
    json.writeEndArray();
  }

  private static void writeDict(JsonGenerator json, Map<Value, Value> entries) throws IOException {
    json.writeStartObject();
    if (entries.keySet().stream().allMatch(ExactJson::isFieldName)) {
      for (Map.Entry<Value, Value> entry : entries.entrySet()) {
        json.writeFieldName(entry.getKey().letters());
        write(json, entry.getValue());
      }
    } else {
      json.writeArrayFieldStart("$dict");
      for (Map.Entry<Value, Value> entry : entries.entrySet()) {
        writeArray(json, List.of(entry.getKey(), entry.getValue()));
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static boolean isFieldName(Value key) {
    return key instanceof Text text
        && !text.value().startsWith("$")
        // Jackson takes half a surrogate pair in strings, but not in names.
        && text.value().codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000);
  }

  /** The value that a JSON object stands for: what its one field says, else the map itself. */
  static Value decode(Map<Value, Value> entries) {
    if (entries.size() == 1) {
      Map.Entry<Value, Value> only = entries.entrySet().iterator().next();
      if (only.getKey() instanceof Text name && name.value().startsWith("$")) {
        Value decoded = decode(name.value(), only.getValue());
        return decoded == null ? new Dict(entries) : decoded;
      }
    }
    return new Dict(entries);
  }

  private static @Nullable Value decode(String tag, Value value) {
    if (value instanceof Text text) {
      return switch (tag) {
        case "$keyword" -> new Keyword(text.value());
        case "$symbol" -> new Symbol(text.value());
        case "$decimal" -> decimal(text.value());
        case "$real" ->
            switch (text.value()) {
              case "NaN" -> new Real(Double.NaN);
              case "Infinity" -> new Real(Double.POSITIVE_INFINITY);
              case "-Infinity" -> new Real(Double.NEGATIVE_INFINITY);
              default -> null;
            };
        default -> null;
      };
    } else if (value instanceof Seq seq) {
      return switch (tag) {
        case "$set" -> {
          Set<Value> members = new LinkedHashSet<>(seq.items());
          yield members.size() == seq.size() ? new Members(members) : null;
        }
        case "$pair" -> seq.size() == 2 ? new Pair(seq.get(0), seq.get(1)) : null;
        case "$tagged" ->
            seq.size() == 2 && seq.get(0) instanceof Text name
                ? new Tagged(name.value(), seq.get(1))
                : null;
        case "$dict" -> dict(seq);
        case "$nil" -> seq.size() == 0 ? Nil.NIL : null;
        default -> null;
      };
    }
    return null;
  }

  private static @Nullable Value decimal(String text) {
    try {
      return new Decimal(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Value dict(Seq pairs) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Iterator<Value> i = pairs.items().iterator(); i.hasNext(); ) {
      if (!(i.next() instanceof Seq pair)
          || pair.size() != 2
          || entries.put(pair.get(0), pair.get(1)) != null) {
        return null;
      }
    }
    return new Dict(entries);
  }
}

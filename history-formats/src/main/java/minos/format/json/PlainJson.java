package minos.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Value;

/**
 * Values as the JSON that a person would write, for documents that are read and not read back:
 * keywords and symbols are strings of their letters, sets and map entries are arrays, an infinity
 * is a string. Different values may look the same; {@link ExactJson} keeps them apart.
 */
public final class PlainJson {
  private PlainJson() {}

  /** Writes a value where the generator expects one. */
  public static void write(JsonGenerator json, Value value) throws IOException {
    if (value instanceof Int integer) {
      json.writeNumber(integer.value());
    } else if (value == Nil.NIL) {
      json.writeNull();
    } else if (value instanceof Bool bool) {
      json.writeBoolean(bool.value());
    } else if (value instanceof BigInt big) {
      json.writeNumber(big.value());
    } else if (value instanceof Real real) {
      if (Double.isFinite(real.value())) {
        json.writeNumber(real.value());
      } else {
        json.writeString(Double.toString(real.value()));
      }
    } else if (value instanceof Decimal decimal) {
      writeDecimal(json, decimal.value());
    } else if (value instanceof Seq seq) {
      writeArray(json, seq.items());
    } else if (value instanceof Members members) {
      writeArray(json, members.items());
    } else if (value instanceof Pair pair) {
      json.writeStartArray();
      write(json, pair.key());
      write(json, pair.value());
      json.writeEndArray();
    } else if (value instanceof Dict dict) {
      json.writeStartObject();
      for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
        json.writeFieldName(entry.getKey().letters());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Tagged tagged) {
      write(json, tagged.value());
    } else {
      json.writeString(value.letters());
    }
  }

  private static void writeDecimal(JsonGenerator json, BigDecimal decimal) throws IOException {
    // Written with its exponent: 1E1000000000M must not become a gigabyte of zeros.
    json.writeNumber(decimal.toString());
  }

  private static void writeArray(JsonGenerator json, Collection<Value> items) throws IOException {
    json.writeStartArray();
    for (Value item : items) {
      write(json, item);
    }
    json.writeEndArray();
  }
}

package minos.format.jepsen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.fressian.FressianWriter;
import org.fressian.Writer;
import org.fressian.handlers.WriteHandler;

/** Writes values with the library that defines Fressian, and the tags that Jepsen gives them. */
final class FressianValues {
  private final FressianWriter writer;
  private final Random random;

  FressianValues(OutputStream out, Random random) {
    this.random = random;
    this.writer =
        new FressianWriter(
            out,
            type -> {
              WriteHandler handler = (ignored, value) -> writeValue((Value) value);
              return Value.class.isAssignableFrom(type) ? Map.of("value", handler) : null;
            });
  }

  static byte[] bytes(Value value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FressianValues(out, new Random(0)).write(value);
    return out.toByteArray();
  }

  Writer writer() {
    return writer;
  }

  /** Writes a value, which the cache may hold afterwards. */
  void write(Value value) throws IOException {
    if (value == Nil.NIL) {
      writer.writeNull();
    } else {
      writer.writeObject(value, random.nextInt(3) == 0);
    }
  }

  private void writeValue(Value value) throws IOException {
    if (value == Nil.NIL) {
      writer.writeNull();
    } else if (value instanceof Bool bool) {
      writer.writeBoolean(bool.value());
    } else if (value instanceof Int integer) {
      writer.writeInt(integer.value());
    } else if (value instanceof Real real) {
      if (random.nextBoolean() && (float) real.value() == real.value()) {
        writer.writeFloat((float) real.value());
      } else {
        writer.writeDouble(real.value());
      }
    } else if (value instanceof BigInt big) {
      writer.writeObject(big.value());
    } else if (value instanceof Decimal decimal) {
      writer.writeObject(decimal.value());
    } else if (value instanceof Text text) {
      writer.writeString(text.value());
    } else if (value instanceof Keyword keyword) {
      writeName("key", keyword.name());
    } else if (value instanceof Symbol symbol) {
      writeName("sym", symbol.name());
    } else if (value instanceof Seq seq) {
      writeList(new ArrayList<>(seq.items()));
    } else if (value instanceof Members members) {
      writer.writeTag("persistent-hash-set", 1);
      writeList(new ArrayList<>(members.items()));
    } else if (value instanceof Dict dict) {
      List<Value> flat = new ArrayList<>();
      dict.entries()
          .forEach(
              (k, v) -> {
                flat.add(k);
                flat.add(v);
              });
      writer.writeTag("map", 1);
      writeList(flat);
    } else if (value instanceof Pair pair) {
      writer.writeTag("map-entry", 2);
      write(pair.key());
      write(pair.value());
    } else if (value instanceof Tagged tagged) {
      boolean operation = tagged.tag().equals(FressianTags.OPERATION);
      Seq parts = operation ? (Seq) tagged.value() : Value.seq(tagged.value());
      writer.writeTag(tagged.tag(), parts.size());
      for (Value part : parts.items()) {
        write(part);
      }
    }
  }

  private void writeName(String tag, String name) throws IOException {
    int slash = name.indexOf('/');
    writer.writeTag(tag, 2);
    if (slash > 0) {
      writer.writeObject(name.substring(0, slash), true);
    } else {
      writer.writeNull();
    }
    writer.writeObject(name.substring(slash + 1), true);
  }

  private void writeList(List<Value> items) throws IOException {
    if (random.nextInt(3) == 0) {
      writer.beginClosedList();
      for (Value item : items) {
        write(item);
      }
      writer.endList();
    } else {
      writer.writeList(items);
    }
  }
}

package minos.format.jepsen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import minos.format.input.ReadLimits;
import minos.history.MalformedHistoryException;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Text;
import minos.value.Value;

/**
 * Reads Fressian values, with the tags that Jepsen and Clojure's data.fressian write.
 *
 * <p>Why not the library that defines the format: it allocates what a length in the data says
 * before it looks whether the data is that long, recurses as deep as the data says, and makes Java
 * objects that would be converted at once. Here a length is compared with the bytes that are left,
 * nesting and tokens keep to the limits, and nothing but {@link Value}s is ever made. A value may
 * refer to earlier ones many times over; the size it would have if written out is limited too,
 * because comparing and hashing see that size.
 *
 * <p>{@link FressianTags} says what becomes of tags.
 *
 * <p>One reader for each block: the caches of Fressian live as long. Not thread-safe.
 */
final class Fressian {
  private static final int MOST_STRUCTS = 1 << 16;
  private static final Value UNDER_CONSTRUCTION = new Symbol("under-construction");

  private final Window in;
  private final ReadLimits limits;
  private final FressianTags tags;
  private final List<Value> cache = new ArrayList<>();
  private final List<Integer> cachedSizes = new ArrayList<>();
  private final List<Struct> structs = new ArrayList<>();
  private final long mostInAll;
  private int depth;
  private long size;
  private long total;

  private record Struct(String tag, int components) {}

  Fressian(Window in, ReadLimits limits) {
    this.in = in;
    this.limits = limits;
    this.tags = new FressianTags(in);
    this.mostInAll = Math.max(ReadLimits.EXPANSION_FREE, in.remaining() * limits.expansion());
  }

  /** Whether there is another value. */
  boolean hasNext() {
    return in.remaining() > 0;
  }

  /** The next value. */
  Value next() throws IOException, MalformedStoreException {
    depth = 0;
    size = 0;
    return readValue();
  }

  /** Takes the items of a list, one after the other. */
  @FunctionalInterface
  interface Items {
    void accept(Value item) throws MalformedHistoryException;
  }

  /**
   * Gives each item of the next value, a list, to the sink, without holding a list that is a plain
   * one.
   *
   * @return whether it is a list; else it is nil
   */
  boolean forEachItem(Items sink)
      throws IOException, MalformedStoreException, MalformedHistoryException {
    int code = in.read();
    boolean counted = code >= 0xe4 && code <= 0xec;
    if (!counted && code != 0xed && code != 0xee) {
      // A list with a tag, or one that the cache holds, is read as a whole.
      Value value = readValue(code);
      if (!(value instanceof Seq seq)) {
        if (value.isNil()) {
          return false;
        }
        throw malformed("another value where a list was expected");
      }
      for (Value item : seq.items()) {
        sink.accept(item);
      }
      return true;
    }
    int left = code == 0xec ? readCount() : code - 0xe4;
    while (counted ? left-- > 0 : code == 0xed || in.remaining() > 0) {
      size = 0;
      int next = in.read();
      if (!counted && next == 0xfd) {
        return true;
      }
      sink.accept(readValue(next));
    }
    return true;
  }

  private Value readValue() throws IOException, MalformedStoreException {
    return readValue(in.read());
  }

  private Value readValue(int code) throws IOException, MalformedStoreException {
    if (++depth > limits.depth()) {
      throw malformed(
          "a value is nested deeper than "
              + limits.depth()
              + "; raise the depth limit (--max-depth)");
    }
    grow(1);
    Value value = readCode(code);
    depth--;
    return value;
  }

  private void grow(long by) throws MalformedStoreException {
    size += by;
    total += by;
    if (total > mostInAll) {
      throw malformed(
          "values that refer to each other until they are more than "
              + limits.expansion()
              + " times larger than their block, as no history is");
    }
    if (size > limits.values()) {
      throw malformed(
          "more than "
              + limits.values()
              + " values in one event; raise the limit of values (--max-values) if it is really a history");
    }
  }

  private Value readCode(int code) throws IOException, MalformedStoreException {
    if (code < 0x40) {
      return new Int(code);
    } else if (code < 0x60) {
      return new Int((code - 0x50L) << 8 | in.readNumber(1));
    } else if (code < 0x70) {
      return new Int((code - 0x68L) << 16 | in.readNumber(2));
    } else if (code < 0x74) {
      return new Int((code - 0x72L) << 24 | in.readNumber(3));
    } else if (code < 0x78) {
      return new Int((code - 0x76L) << 32 | in.readNumber(4));
    } else if (code < 0x7c) {
      return new Int((code - 0x7aL) << 40 | in.readNumber(5));
    } else if (code < 0x80) {
      return new Int((code - 0x7eL) << 48 | in.readNumber(6));
    } else if (code < 0xa0) {
      return cached(code - 0x80);
    } else if (code < 0xb0) {
      return readStruct(struct(code - 0xa0));
    } else if (code >= 0xd0 && code < 0xd8) {
      return FressianTags.ofBytes(readBytes(code - 0xd0));
    } else if (code >= 0xda && code < 0xe2) {
      return new Text(text(readBytes(code - 0xda)));
    } else if (code >= 0xe4 && code < 0xec) {
      return readList(code - 0xe4);
    }
    return switch (code) {
      case 0xb0 -> readArray("long[]");
      case 0xb1 -> readArray("double[]");
      case 0xb2 -> readArray("boolean[]");
      case 0xb3 -> readArray("int[]");
      case 0xb4 -> readArray("float[]");
      case 0xb5 -> readArray("Object[]");
      case 0xc0 -> readStruct(new Struct("map", 1));
      case 0xc1 -> readStruct(new Struct("set", 1));
      case 0xc3 -> readStruct(new Struct("uuid", 1));
      case 0xc4 -> readStruct(new Struct("regex", 1));
      case 0xc5 -> readStruct(new Struct("uri", 1));
      case 0xc6 -> readStruct(new Struct("bigint", 1));
      case 0xc7 -> readStruct(new Struct("bigdec", 2));
      case 0xc8 -> readStruct(new Struct("inst", 1));
      case 0xc9 -> readStruct(new Struct("sym", 2));
      case 0xca -> readStruct(new Struct("key", 2));
      case 0xcc -> cached(readCount());
      case 0xcd -> readAndCache();
      case 0xd8, 0xd9 -> FressianTags.ofBytes(readChunks(code, 0xd0, "bytes"));
      case 0xe2, 0xe3 -> new Text(text(readChunks(code, 0xda, "string")));
      case 0xec -> readList(readCount());
      case 0xed, 0xee -> readListToItsEnd(code == 0xee);
      case 0xef -> {
        String tag = readValue().letters();
        Struct struct = new Struct(tag, readCount());
        if (structs.size() >= MOST_STRUCTS) {
          throw malformed("more than " + MOST_STRUCTS + " kinds of records");
        }
        structs.add(struct);
        yield readStruct(struct);
      }
      case 0xf0 -> readStruct(struct(readCount()));
      case 0xf5 -> Bool.TRUE;
      case 0xf6 -> Bool.FALSE;
      case 0xf7 -> Nil.NIL;
      case 0xf8 -> new Int(in.readNumber(8));
      case 0xf9 -> new Real(Float.intBitsToFloat((int) in.readNumber(4)));
      case 0xfa -> new Real(Double.longBitsToDouble(in.readNumber(8)));
      case 0xfb -> new Real(0.0);
      case 0xfc -> new Real(1.0);
      case 0xfe -> {
        cache.clear();
        cachedSizes.clear();
        structs.clear();
        yield readValue();
      }
      case 0xff -> new Int(-1);
      default -> throw malformed("no Fressian value begins with the byte " + code);
    };
  }

  private Value cached(int index) throws MalformedStoreException {
    if (index >= cache.size() || cache.get(index) == UNDER_CONSTRUCTION) {
      throw malformed("a reference to value " + index + " of the cache, which is not there");
    }
    grow(cachedSizes.get(index));
    return cache.get(index);
  }

  private Value readAndCache() throws IOException, MalformedStoreException {
    int index = cache.size();
    cache.add(UNDER_CONSTRUCTION);
    cachedSizes.add(0);
    long before = size;
    Value value = readValue();
    if (index >= cache.size()) {
      throw malformed("the cache is reset within a value of it");
    }
    cache.set(index, value);
    cachedSizes.set(index, (int) (size - before));
    return value;
  }

  private Struct struct(int index) throws MalformedStoreException {
    if (index >= structs.size()) {
      throw malformed("a record of kind " + index + ", which was not declared");
    }
    return structs.get(index);
  }

  private Seq readList(int count) throws IOException, MalformedStoreException {
    require(count, "a list");
    List<Value> items = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      items.add(readValue());
    }
    return new Seq(items);
  }

  private Seq readListToItsEnd(boolean open) throws IOException, MalformedStoreException {
    List<Value> items = new ArrayList<>();
    while (!(open && in.remaining() == 0)) {
      int code = in.read();
      if (code == 0xfd) {
        break;
      }
      items.add(readValue(code));
    }
    return new Seq(items);
  }

  private Value readArray(String tag) throws IOException, MalformedStoreException {
    return readStruct(new Struct(tag, 2));
  }

  private Value readStruct(Struct struct) throws IOException, MalformedStoreException {
    switch (struct.tag()) {
      case "long[]", "double[]", "boolean[]", "int[]", "float[]", "Object[]" -> {
        return readList(readCount());
      }
      default -> {
        Seq parts = readList(struct.components());
        return tags.value(struct.tag(), parts);
      }
    }
  }

  private int readCount() throws IOException, MalformedStoreException {
    Value count = readValue();
    if (count instanceof Int number && number.value() >= 0 && number.value() <= Integer.MAX_VALUE) {
      return (int) number.value();
    }
    throw malformed("a length of " + count + "; expected one from 0 to " + Integer.MAX_VALUE);
  }

  /** Every part takes a byte at least, so what says that it is longer than the rest lies. */
  private void require(long length, String what) throws MalformedStoreException {
    if (length > in.remaining()) {
      throw MalformedStoreException.ended(
          what
              + " that says it is "
              + length
              + " long, at byte "
              + in.at()
              + ", "
              + in.remaining()
              + " bytes before the end of its block");
    }
  }

  private byte[] readBytes(int length) throws IOException, MalformedStoreException {
    require(length, "a string");
    if (length > limits.tokenLength()) {
      throw malformed(
          "a string of more than "
              + limits.tokenLength()
              + " bytes; raise the line limit (--max-line)");
    }
    return in.read(length);
  }

  /** A string or bytes that come in one piece with a length, or in several. */
  private byte[] readChunks(int firstCode, int packed, String what)
      throws IOException, MalformedStoreException {
    int chunk = packed + 8;
    int whole = packed + 9;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int code = firstCode;
    while (true) {
      int length;
      if (code == chunk || code == whole) {
        length = readCount();
      } else if (code >= packed && code < chunk) {
        length = code - packed;
      } else {
        throw malformed("a piece of a " + what + " that begins with the byte " + code);
      }
      if (length > (long) limits.tokenLength() - all.size()) {
        throw malformed(
            "a "
                + what
                + " of more than "
                + limits.tokenLength()
                + " bytes; raise the line limit (--max-line)");
      }
      byte[] bytes = readBytes(length);
      if (code == whole && all.size() == 0) {
        return bytes;
      }
      all.writeBytes(bytes);
      if (code != chunk) {
        return all.toByteArray();
      }
      code = in.read();
    }
  }

  /** Fressian writes each UTF-16 unit by itself, in one to three bytes. */
  private String text(byte[] bytes) throws MalformedStoreException {
    StringBuilder text = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; ) {
      int b = bytes[i++] & 0xff;
      if (b < 0x80) {
        text.append((char) b);
      } else if (b >> 5 == 0b110 && i < bytes.length) {
        text.append((char) ((b & 0x1f) << 6 | (bytes[i++] & 0x3f)));
      } else if (b >> 4 == 0b1110 && i + 1 < bytes.length) {
        text.append((char) ((b & 0xf) << 12 | (bytes[i++] & 0x3f) << 6 | (bytes[i++] & 0x3f)));
      } else {
        throw malformed("a string that is not UTF-8");
      }
    }
    return text.toString();
  }

  private MalformedStoreException malformed(String what) {
    return in.malformed(what);
  }
}

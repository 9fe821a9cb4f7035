package minos.format.jepsen;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import minos.value.BigInt;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;

/**
 * The values of Fressian's tags, those of Jepsen and Clojure's data.fressian among them.
 *
 * <p>Of tags that have no value of their own, {@code instant} and {@code inst} become {@code
 * #inst}, {@code record} takes the name of its class, and all others keep their name, see {@link
 * Tagged}.
 */
final class FressianTags {
  /** The tag of an operation, whose value is the list of its seven fields. */
  static final String OPERATION = "jepsen.history.Op";

  /** The tag of a reference to another block, whose value is its id. */
  static final String BLOCK_REFERENCE = "block-ref";

  private static final String BYTES = "bytes";

  private final Window in;

  /** Says where it is in a window when something is wrong. */
  FressianTags(Window in) {
    this.in = in;
  }

  /** The value of a tag. One whose parts are not as expected is carried along as it is. */
  Value value(String tag, Seq parts) throws MalformedStoreException {
    Value first = parts.size() > 0 ? parts.get(0) : Nil.NIL;
    Value second = parts.size() > 1 ? parts.get(1) : Nil.NIL;
    return switch (tag) {
      case OPERATION -> new Tagged(OPERATION, parts);
      case "map" -> dict(first);
      case "set", "persistent-hash-set", "persistent-sorted-set" -> members(first);
      case "vec", "list" -> first.isNil() ? Seq.EMPTY : first;
      case "map-entry" -> parts.size() == 2 ? new Pair(first, second) : new Tagged(tag, parts);
      case "key" -> new Keyword(qualified(first, second));
      case "sym" -> new Symbol(qualified(first, second));
      case "bigint" -> bigint(first, tag);
      case "bigdec" -> bigdec(first, second);
      case "byte" -> first;
      case "char" ->
          first instanceof Int code && Character.isBmpCodePoint((int) code.value())
              ? new Text(String.valueOf((char) code.value()))
              : new Tagged(tag, first);
      case "ratio" -> new Tagged(tag, new Text(first + "/" + second));
      case "inst" -> inst(first);
      case "instant" -> new Tagged("inst", first);
      case "uuid" -> uuid(first);
      case "record" -> new Tagged(first.letters(), second);
      default -> new Tagged(tag, parts.size() == 1 ? first : parts);
    };
  }

  private static String qualified(Value namespace, Value name) {
    return namespace.isNil() ? name.letters() : namespace.letters() + "/" + name.letters();
  }

  private Value dict(Value list) throws MalformedStoreException {
    if (list.isNil()) {
      return Dict.EMPTY;
    }
    if (!(list instanceof Seq seq) || seq.size() % 2 != 0) {
      throw in.malformed("a map that is not a list of keys and values");
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < seq.size(); i += 2) {
      if (entries.put(seq.get(i), seq.get(i + 1)) != null) {
        throw in.malformed("a map with a key twice");
      }
    }
    return new Dict(entries);
  }

  private Value members(Value list) throws MalformedStoreException {
    if (list.isNil()) {
      return new Members(Set.of());
    }
    if (!(list instanceof Seq seq)) {
      throw in.malformed("a set that is not a list of members");
    }
    Set<Value> items = new LinkedHashSet<>(seq.items());
    if (items.size() != seq.size()) {
      throw in.malformed("a set with a member twice");
    }
    return new Members(items);
  }

  private static Value bigint(Value bytes, String tag) {
    return bytes instanceof Tagged hex && hex.tag().equals(BYTES)
        ? BigInt.of(new BigInteger(HexFormat.of().parseHex(padded(hex))))
        : new Tagged(tag, bytes);
  }

  private static Value bigdec(Value bytes, Value scale) {
    return bytes instanceof Tagged hex && hex.tag().equals(BYTES) && scale instanceof Int places
        ? new Decimal(
            new BigDecimal(
                new BigInteger(HexFormat.of().parseHex(padded(hex))), (int) places.value()))
        : new Tagged("bigdec", Value.seq(bytes, scale));
  }

  private static String padded(Tagged hex) {
    String digits = hex.value().letters();
    return digits.isEmpty() ? "00" : digits;
  }

  private static Value inst(Value millis) {
    if (millis instanceof Int number) {
      try {
        return new Tagged("inst", new Text(Instant.ofEpochMilli(number.value()).toString()));
      } catch (DateTimeException e) {
        return new Tagged("inst", millis);
      }
    }
    return new Tagged("inst", millis);
  }

  private static Value uuid(Value bytes) {
    if (bytes instanceof Tagged hex && hex.value().letters().length() == 32) {
      String digits = hex.value().letters();
      UUID uuid =
          new UUID(
              Long.parseUnsignedLong(digits.substring(0, 16), 16),
              Long.parseUnsignedLong(digits.substring(16), 16));
      return new Tagged("uuid", new Text(uuid.toString()));
    }
    return new Tagged("uuid", bytes);
  }

  /** What an array of bytes is. */
  static Value ofBytes(byte[] bytes) {
    return new Tagged(BYTES, new Text(HexFormat.of().formatHex(bytes)));
  }
}

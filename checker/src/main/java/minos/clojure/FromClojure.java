package minos.clojure;

import clojure.lang.BigInt;
import clojure.lang.IRecord;
import clojure.lang.Keyword;
import clojure.lang.Ratio;
import clojure.lang.Sequential;
import clojure.lang.Symbol;
import clojure.lang.TaggedLiteral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Clojure data as values of a history: two values are equal exactly if Clojure's {@code =} says so
 * of the data, except that a number that is none equals itself. What Clojure compares by identity,
 * such as an array, is refused.
 *
 * <p>Remembers the data of values that {@link Convert} would make something else of (records,
 * dates, ratios), so that a model sees what the history holds. Filled by one thread; then safe for
 * use by several.
 */
final class FromClojure {
  private final Map<Value, Object> originals = new HashMap<>();
  private boolean exact;

  /** Data that no value can stand for. */
  static final class Unconvertible extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    Unconvertible(String message) {
      super(message);
    }

    private Unconvertible(Object object) {
      this(
          "a "
              + object.getClass().getName()
              + ", which is compared by identity or unknown; expected Clojure data");
    }
  }

  /** The value of some data. */
  Value value(@Nullable Object object) throws Unconvertible {
    exact = true;
    Value value = convert(object);
    if (!exact && object != null) {
      originals.putIfAbsent(value, object);
    }
    return value;
  }

  /** The data that a value was made of, or equal data. */
  @Nullable Object data(Value value) {
    Object original = originals.get(value);
    return original == null ? Convert.toClojure(value) : original;
  }

  private Value convert(@Nullable Object object) throws Unconvertible {
    if (object == null) {
      return Nil.NIL;
    } else if (object instanceof Boolean bool) {
      return Bool.of(bool);
    } else if (object instanceof Number number) {
      return number(number);
    } else if (object instanceof String text) {
      return new Text(text);
    } else if (object instanceof Keyword word) {
      return new minos.value.Keyword(word.sym.toString());
    } else if (object instanceof Symbol symbol) {
      return new minos.value.Symbol(symbol.toString());
    } else if (object instanceof IRecord record) {
      return tagged(record.getClass().getName(), dict((Map<?, ?>) record));
    } else if (object instanceof Map<?, ?> map) {
      return dict(map);
    } else if (object instanceof Set<?> set) {
      Set<Value> members = new LinkedHashSet<>();
      for (Object member : set) {
        members.add(convert(member));
      }
      return new Members(members);
    } else if (object instanceof List<?> || object instanceof Sequential) {
      List<Value> items = new ArrayList<>();
      for (Object item : (Iterable<?>) object) {
        items.add(convert(item));
      }
      return new Seq(items);
    }
    return scalar(object);
  }

  private Value number(Number number) throws Unconvertible {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return new Int(number.longValue());
    } else if (number instanceof BigInt big) {
      return minos.value.BigInt.of(big.toBigInteger());
    } else if (number instanceof BigInteger big) {
      return minos.value.BigInt.of(big);
    } else if (number instanceof Double || number instanceof Float) {
      // Adding zero makes -0.0 what it equals.
      return new Real(number.doubleValue() + 0.0);
    } else if (number instanceof BigDecimal decimal) {
      return new Decimal(decimal.stripTrailingZeros());
    } else if (number instanceof Ratio ratio) {
      return tagged("ratio", new Text(ratio.toString()));
    }
    throw new Unconvertible(number);
  }

  @SuppressWarnings("JavaUtilDate") // What Clojure makes of #inst.
  private Value scalar(Object object) throws Unconvertible {
    if (object instanceof Character letter) {
      return tagged("char", new Text(letter.toString()));
    } else if (object instanceof Date date) {
      return tagged("inst", new Text(Instant.ofEpochMilli(date.getTime()).toString()));
    } else if (object instanceof Instant instant) {
      return tagged("instant", new Text(instant.toString()));
    } else if (object instanceof UUID uuid) {
      return tagged("uuid", new Text(uuid.toString()));
    } else if (object instanceof TaggedLiteral literal) {
      return tagged("literal/" + literal.tag, convert(literal.form));
    }
    throw new Unconvertible(object);
  }

  private Value tagged(String tag, Value value) {
    exact = false;
    return new Tagged(tag, value);
  }

  private Dict dict(Map<?, ?> map) throws Unconvertible {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.put(convert(entry.getKey()), convert(entry.getValue()));
    }
    return new Dict(entries);
  }
}

package minos.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value in a history: what was written, read, expected, or recorded beside an operation.
 *
 * <p>The family is closed, immutable and compared by content. Numbers of different kinds are
 * different values ({@code 1} is not {@code 1.0}), a keyword is not the string of the same letters,
 * and a list equals a vector with the same members. {@link Object#toString} renders the EDN text of
 * the value.
 *
 * <p>Thread safety: all implementations are immutable. Hashing and comparing are linear in the size
 * of the value and recurse as deep as it is nested, which the readers bound.
 */
public sealed interface Value
    permits Nil,
        Bool,
        Int,
        BigInt,
        Real,
        Decimal,
        Text,
        Keyword,
        Symbol,
        Seq,
        Dict,
        Members,
        Pair,
        Tagged {

  /**
   * The value that a plain Java object stands for.
   *
   * @param object null, a {@code Value}, a boolean, a number, a character, a string, or a list, set
   *     or map of such
   * @throws IllegalArgumentException if the object (or a member) has another type
   */
  static Value of(@Nullable Object object) {
    if (object == null) {
      return Nil.NIL;
    } else if (object instanceof Value value) {
      return value;
    } else if (object instanceof Boolean bool) {
      return Bool.of(bool);
    } else if (object instanceof Long
        || object instanceof Integer
        || object instanceof Short
        || object instanceof Byte) {
      return new Int(((Number) object).longValue());
    } else if (object instanceof java.math.BigInteger big) {
      return BigInt.of(big);
    } else if (object instanceof Double || object instanceof Float) {
      return new Real(((Number) object).doubleValue());
    } else if (object instanceof java.math.BigDecimal decimal) {
      return new Decimal(decimal);
    } else if (object instanceof String
        || object instanceof Character
        || object instanceof Enum<?>) {
      return new Text(object.toString());
    } else if (object instanceof Set<?> set) {
      Set<Value> members = new LinkedHashSet<>();
      set.forEach(member -> members.add(of(member)));
      return new Members(members);
    } else if (object instanceof Iterable<?> iterable) {
      List<Value> members = new ArrayList<>();
      iterable.forEach(member -> members.add(of(member)));
      return new Seq(members);
    } else if (object instanceof Map<?, ?> map) {
      Map<Value, Value> entries = new LinkedHashMap<>();
      map.forEach((k, v) -> entries.put(of(k), of(v)));
      return new Dict(entries);
    }
    throw new IllegalArgumentException(
        "no value in a history can stand for a " + object.getClass().getName() + ": " + object);
  }

  /** The sequence of the given values. */
  static Seq seq(Value... values) {
    return new Seq(List.of(values));
  }

  /** Whether this is {@link Nil#NIL}. */
  default boolean isNil() {
    return this == Nil.NIL;
  }

  /**
   * The bare letters: those of a keyword, string or symbol without colon or quotes; the EDN text of
   * any other value. {@code :read}, {@code "read"} and {@code read} have the same letters.
   */
  default String letters() {
    return toString();
  }
}

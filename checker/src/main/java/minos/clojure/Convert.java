package minos.clojure;

import clojure.lang.BigInt;
import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentSet;
import clojure.lang.Keyword;
import clojure.lang.MapEntry;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentHashSet;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import clojure.lang.TaggedLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Pair;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Values of histories as Clojure data. */
final class Convert {
  private Convert() {}

  /** What a Clojure reader makes of the value's EDN text. */
  static @Nullable Object toClojure(Value value) {
    if (value.isNil()) {
      return null;
    } else if (value instanceof Bool bool) {
      return bool.value();
    } else if (value instanceof Int number) {
      return number.value();
    } else if (value instanceof minos.value.BigInt big) {
      return BigInt.fromBigInteger(big.value());
    } else if (value instanceof Real real) {
      return real.value();
    } else if (value instanceof Decimal decimal) {
      return decimal.value();
    } else if (value instanceof Text text) {
      return text.value();
    } else if (value instanceof minos.value.Keyword word) {
      return Keyword.intern(word.name());
    } else if (value instanceof minos.value.Symbol symbol) {
      return Symbol.intern(symbol.name());
    } else if (value instanceof Seq seq) {
      return vector(seq.items());
    } else if (value instanceof Members set) {
      IPersistentSet members = PersistentHashSet.EMPTY;
      for (Value member : set.items()) {
        members = (IPersistentSet) members.cons(toClojure(member));
      }
      return members;
    } else if (value instanceof Dict dict) {
      IPersistentMap map = PersistentArrayMap.EMPTY;
      for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
        map = map.assoc(toClojure(entry.getKey()), toClojure(entry.getValue()));
      }
      return map;
    } else if (value instanceof Pair pair) {
      return MapEntry.create(toClojure(pair.key()), toClojure(pair.value()));
    } else if (value instanceof Tagged tagged) {
      return TaggedLiteral.create(Symbol.intern(tagged.tag()), toClojure(tagged.value()));
    }
    throw new IllegalArgumentException("no such value: " + value);
  }

  private static PersistentVector vector(List<Value> items) {
    List<@Nullable Object> members = new ArrayList<>(items.size());
    items.forEach(item -> members.add(toClojure(item)));
    return PersistentVector.create(members);
  }
}

package minos.clojure;

import clojure.lang.IPersistentCollection;
import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.IRecord;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentHashMap;
import clojure.lang.PersistentHashSet;
import clojure.lang.Symbol;
import java.util.Map;
import java.util.Optional;
import minos.value.Dict;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * States of Clojure models as values, and back, as data that behaves the same.
 *
 * <p>Equality does not suffice: a queue, a list and a vector may be equal, and {@code conj} does
 * something else to each. So just vectors, unsorted maps and sets, and what is in them, are saved.
 * A state may also be a record of the initial state's type, and hold what can't be saved, such as
 * its step function, where the initial state does.
 */
final class SavedState {
  private SavedState() {}

  /** The state as a value; empty if data made of it might behave differently. */
  static Optional<Value> of(ClojureState state, ClojureState initial) {
    Object data = state.value();
    if (data instanceof Map<?, ?> map && isMap(data) && isMap(initial.value())) {
      data = restorable(map, true);
    }
    if (!restorable(data)) {
      return Optional.empty();
    }
    try {
      Value saved = new FromClojure().value(data);
      ClojureState again = restored(saved, initial);
      boolean same = again.equals(state) && kind(again.value()) == kind(state.value());
      return same ? Optional.of(saved) : Optional.empty();
    } catch (FromClojure.Unconvertible e) {
      return Optional.empty();
    }
  }

  /** The state that was saved. */
  static ClojureState restored(Value saved, ClojureState initial) {
    Object data = Convert.toClojure(saved);
    Object start = initial.value();
    if (!(start instanceof Map<?, ?> map) || !isMap(start) || !(saved instanceof Dict)) {
      return new ClojureState(data);
    }
    Object rest = start instanceof IRecord ? start : restorable(map, false);
    return new ClojureState(((IPersistentCollection) rest).cons(data));
  }

  /** The type of a record; nothing for other data. */
  private static @Nullable Class<?> kind(@Nullable Object data) {
    return data instanceof IRecord ? data.getClass() : null;
  }

  private static boolean isMap(@Nullable Object data) {
    return data instanceof IRecord
        || data instanceof PersistentArrayMap
        || data instanceof PersistentHashMap;
  }

  /** The entries of a map that can be saved, or those that can't. */
  private static IPersistentMap restorable(Map<?, ?> map, boolean which) {
    IPersistentMap some = PersistentArrayMap.EMPTY;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if ((restorable(entry.getKey()) && restorable(entry.getValue())) == which) {
        some = some.assoc(entry.getKey(), entry.getValue());
      }
    }
    return some;
  }

  private static boolean restorable(@Nullable Object data) {
    if (data instanceof PersistentArrayMap || data instanceof PersistentHashMap) {
      return ((Map<?, ?>) data)
          .entrySet().stream()
              .allMatch(entry -> restorable(entry.getKey()) && restorable(entry.getValue()));
    } else if (data instanceof IPersistentVector || data instanceof PersistentHashSet) {
      for (Object item : (Iterable<?>) data) {
        if (!restorable(item)) {
          return false;
        }
      }
      return true;
    }
    return data == null
        || data instanceof Boolean
        || data instanceof Long
        || data instanceof Double
        || data instanceof String
        || data instanceof Keyword
        || data instanceof Symbol;
  }
}

package minos.history;

import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Takes values {@code [key value]} apart. EDN and text print Jepsen's independent keys so, which
 * loses that the first is a key.
 */
final class KeySplit {
  private final History history;
  private final Names<Value> keys = new Names<>();
  private final IntColumn key = new IntColumn();
  private final IntColumn input = new IntColumn();
  private final IntColumn output = new IntColumn();

  KeySplit(History history) {
    this.history = history;
  }

  static boolean looksKeyed(History history) {
    boolean reads = false;
    for (int i = 0; i < history.size(); i++) {
      if (!(valueOrNull(history, history.input(i)) instanceof Seq seq)) {
        return false;
      }
      String f = history.functionName(history.function(i));
      if (seq.size() != 2 && !(seq.size() == 3 && f.equals("cas"))) {
        return false;
      }
      if (f.equals("read") || f.equals("get")) {
        reads = true;
        if (!seq.get(1).isNil() || seq.get(0).isNil() || seq.get(0) instanceof Seq) {
          return false;
        }
      }
    }
    return reads;
  }

  History split() throws MalformedHistoryException {
    Problems problems = new Problems(history.origin().source());
    for (int i = 0; i < history.size(); i++) {
      Value invoked = valueOrNull(history, history.input(i));
      Value completed = valueOrNull(history, history.output(i));
      Seq first = tuple(invoked);
      Seq second = tuple(completed);
      if (first == null && second == null) {
        problems.add(
            history.invokeLine(i) < 0 ? Event.ABSENT : history.invokeLine(i),
            "an operation on one of many keys needs a value [key value], but this "
                + history.functionName(history.function(i))
                + " has "
                + (invoked == null ? "none" : invoked)
                + "; leave out --keyed if the history is of one object");
        continue;
      }
      Value name = first != null ? first.get(0) : keyOf(second);
      key.add(keys.number(name));
      input.add(first == null ? Dictionary.ABSENT : rest(first));
      boolean sameKey = second != null && second.get(0).equals(name);
      if (second != null && !sameKey && history.outcome(i) == Outcome.OK) {
        problems.add(
            history.completeLine(i) < 0 ? Event.ABSENT : history.completeLine(i),
            "an operation invoked on key " + name + " completes on key " + keyOf(second));
      }
      output.add(sameKey ? rest(second) : Dictionary.ABSENT);
    }
    problems.throwIfAny();
    return history.withKeys(history.columns().withKeys(key, input, output), keys);
  }

  private int rest(@Nullable Seq tuple) {
    if (tuple == null) {
      return Dictionary.ABSENT;
    }
    Value rest = tuple.size() == 2 ? tuple.get(1) : new Seq(tuple.items().subList(1, tuple.size()));
    return history.dictionary().intern(rest);
  }

  private static Value keyOf(@Nullable Seq tuple) {
    return tuple == null ? Nil.NIL : tuple.get(0);
  }

  private static @Nullable Seq tuple(@Nullable Value value) {
    return value instanceof Seq seq && seq.size() >= 2 ? seq : null;
  }

  private static @Nullable Value valueOrNull(History history, int id) {
    return id == Dictionary.ABSENT ? null : history.dictionary().value(id);
  }
}

package minos.workload;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;

/**
 * What the answers of operations can be narrowed to: some elements of a set, some messages of a
 * log.
 *
 * <p>Sound where elements are judged one by one, or two by two, whatever else there is: then the
 * operations on some elements, and what others say of these, satisfy the workload if all do. Each
 * workload that narrows says why.
 *
 * <p>Implementations keep no state.
 */
interface Narrowing {
  /** What is done with the elements that are not wanted. */
  default WorkloadRemoval.Way way() {
    return WorkloadRemoval.Way.LEFT_OUT;
  }

  /** Sets of elements that some operations are likely to be wrong about, the likeliest first. */
  default List<Set<Value>> guesses(History history, BitSet shown) {
    return List.of();
  }

  /** The elements that an operation is about, in any order. */
  Set<Value> elements(History history, int operation);

  /**
   * Whether an operation is about other elements alone, and no answer that can be narrowed, so that
   * it goes with what is said of these.
   */
  default boolean other(History history, int operation, Predicate<Value> wanted) {
    return false;
  }

  /**
   * A value of an operation without what it says of other elements; the same if that is nothing.
   *
   * @param f the operation's function
   * @param completed whether the value is that of its completion
   */
  Value narrow(String f, boolean completed, Value value, Predicate<Value> wanted);

  /** The operations of a history that are about other elements alone. */
  default BitSet others(History history, Predicate<Value> wanted) {
    BitSet others = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      others.set(op, other(history, op, wanted));
    }
    return others;
  }

  /** The same operations without what they say of other elements. */
  default History narrowed(History history, Predicate<Value> wanted) {
    return history.withValues((f, completed, value) -> narrow(f, completed, value, wanted));
  }

  /** Elements of collections that these functions return; other operations name one. */
  static Narrowing ofCollections(String... readers) {
    return new Collections(Set.of(readers));
  }

  /**
   * Collections.
   *
   * @param readers the functions that return collections of elements
   */
  record Collections(Set<String> readers) implements Narrowing {
    /** Copies the set. */
    public Collections {
      readers = Set.copyOf(readers);
    }

    @Override
    public Set<Value> elements(History history, int operation) {
      String f = history.functionName(history.function(operation));
      Value value = Shapes.value(history, operation);
      Collection<Value> members = readers.contains(f) ? Shapes.collection(value) : null;
      if (members == null) {
        return value.isNil() ? Set.of() : Set.of(value);
      }
      return history.outcome(operation) == Outcome.OK ? new LinkedHashSet<>(members) : Set.of();
    }

    @Override
    public boolean other(History history, int operation, Predicate<Value> wanted) {
      Value value = Shapes.value(history, operation);
      boolean narrows =
          readers.contains(history.functionName(history.function(operation)))
              && Shapes.collection(value) != null;
      return !narrows && !value.isNil() && !wanted.test(value);
    }

    @Override
    public Value narrow(String f, boolean completed, Value value, Predicate<Value> wanted) {
      if (!completed || !readers.contains(f)) {
        return value;
      } else if (value instanceof Seq seq) {
        List<Value> some = seq.items().stream().filter(wanted).toList();
        return some.size() == seq.size() ? value : new Seq(some);
      } else if (value instanceof Members set) {
        Set<Value> some = new LinkedHashSet<>(set.items());
        some.removeIf(wanted.negate());
        return some.size() == set.items().size() ? value : new Members(some);
      }
      return value;
    }
  }
}

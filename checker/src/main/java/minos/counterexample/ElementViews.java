package minos.counterexample;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * What operations on a set, a multiset or a list that grows say of some elements.
 *
 * <p>Sound, if the collection is empty at first: take an order that explains the history. Whether,
 * how often and in which order it holds some elements depends on the operations on these alone, so
 * the order explains these operations, and each read of the whole without the others.
 */
final class ElementViews implements Views {
  private static final Set<String> MODELS = Set.of("set", "multiset", "append-list");
  private static final Set<String> READS = Set.of("read", "get", "r");

  /** Whether a specification is of such a collection, empty at first. */
  static boolean of(SequentialSpec<?> spec) {
    return MODELS.contains(spec.name()) && emptyAtFirst(spec, "read", Seq.EMPTY);
  }

  /** Whether an operation that asks for what is there finds nothing at first. */
  static <S> boolean emptyAtFirst(SequentialSpec<S> spec, String asking, Value nothing) {
    Call empty = new Call(asking, Nil.NIL, nothing, Outcome.OK, Nil.NIL);
    return !(spec.step(spec.initial(), empty) instanceof Step.Rejected);
  }

  private static boolean reads(String f) {
    return READS.contains(f);
  }

  private static Optional<Collection<Value>> members(Value value) {
    if (value instanceof Seq seq) {
      return Optional.of(seq.items());
    }
    return value instanceof Members set ? Optional.of(set.items()) : Optional.empty();
  }

  private static boolean whole(History history, int op) {
    return reads(history.functionName(history.function(op)));
  }

  @Override
  public Set<Value> elements(History history, BitSet operations) {
    Set<Value> elements = new LinkedHashSet<>();
    for (int op = operations.nextSetBit(0); op >= 0; op = operations.nextSetBit(op + 1)) {
      if (!whole(history, op)) {
        elements.add(history.dictionary().value(history.input(op)));
      } else if (history.outcome(op) == Outcome.OK) {
        members(history.dictionary().value(history.value(op))).ifPresent(elements::addAll);
      }
    }
    return elements;
  }

  @Override
  public BitSet others(History history, Set<Value> elements) {
    BitSet others = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      others.set(
          op,
          !whole(history, op)
              && history.input(op) != Dictionary.ABSENT
              && !elements.contains(history.dictionary().value(history.input(op))));
    }
    return others;
  }

  @Override
  public History narrowed(History history, Set<Value> elements) {
    return history.withValues(
        (f, completed, value) -> completed && reads(f) ? only(value, elements) : value);
  }

  private static Value only(Value value, Set<Value> elements) {
    if (value instanceof Seq seq) {
      List<Value> some = seq.items().stream().filter(elements::contains).toList();
      return some.size() == seq.size() ? value : new Seq(some);
    } else if (value instanceof Members set) {
      Set<Value> some = new LinkedHashSet<>(set.items());
      some.retainAll(elements);
      return some.size() == set.items().size() ? value : new Members(some);
    }
    return value;
  }
}

package minos.counterexample;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import minos.check.Check;
import minos.convergence.ReplicatedOperations;
import minos.convergence.ReplicatedType;
import minos.convergence.ReplicatedTypeCheck;
import minos.history.Dictionary;
import minos.history.History;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Replicated data types: an update goes with the answers that may have needed it.
 *
 * <p>Sound: take for each read and each removal the updates that its replica had received, from
 * which all answers follow, and leave the ones that go out of these sets. They grow as they did,
 * contain what was acknowledged, and in the end all that succeeded. What remains to be seen is that
 * each answer still follows. Of a register that lacks a write that did not win. Of a set: that
 * lacks an addition of an element which the answer does not have, or a removal of one that it has.
 * Of a counter: that had not received what goes, because that began later. Elements of a set are
 * added and removed without regard to others, so what is said of some of them follows by itself.
 * Sums of counters: see {@link ReplicatedSums}. Last reads have to know everything, so none may
 * become one: {@link FurtherDependence#ofLastReads}.
 */
final class ReplicatedSubject implements Subject {
  private final ReplicatedTypeCheck check;

  /** The operations of the history that was asked for last. */
  private @Nullable ReplicatedOperations last;

  ReplicatedSubject(ReplicatedTypeCheck check) {
    this.check = check;
  }

  @Override
  public Check judge() {
    return check;
  }

  private boolean set() {
    return check.type() == ReplicatedType.OR_SET;
  }

  private boolean counter() {
    return check.type() == ReplicatedType.G_COUNTER || check.type() == ReplicatedType.PN_COUNTER;
  }

  private ReplicatedOperations operations(History history) {
    ReplicatedOperations known = last;
    if (known == null || known.history() != history) {
      known = ReplicatedOperations.of(check.type(), history);
      last = known;
    }
    return known;
  }

  @Override
  public Dependence dependence(History history) {
    ReplicatedOperations operations = operations(history);
    return FurtherDependence.ofLastReads(new ReplicatedDependence(operations), operations::finals);
  }

  /** A prefix has last reads of its own. */
  @Override
  public boolean prefixClosed() {
    return false;
  }

  @Override
  public Reduction updates() {
    return Reduction.UPDATES;
  }

  @Override
  public Reduction narrowing() {
    return counter() ? Reduction.SUMS : Reduction.ELEMENTS;
  }

  @Override
  public Set<Value> elements(History history, BitSet some) {
    Set<Value> elements = new HashSet<>();
    if (counter()) {
      ReplicatedSums sums = new ReplicatedSums(operations(history));
      some.stream().forEach(op -> elements.addAll(sums.elements(op)));
    } else if (set()) {
      ReplicatedOperations operations = operations(history);
      some.stream()
          .forEach(
              op -> {
                if (operations.updates(op)) {
                  elements.add(operations.argument(op));
                } else {
                  elements.addAll(operations.members(op));
                }
              });
    }
    return elements;
  }

  @Override
  public BitSet others(History history, Set<Value> elements) {
    ReplicatedOperations operations = operations(history);
    BitSet others = new BitSet();
    if (counter()) {
      others = new ReplicatedSums(operations).gone(elements);
    } else if (set()) {
      for (int op = 0; op < history.size(); op++) {
        others.set(op, operations.updates(op) && !elements.contains(operations.argument(op)));
      }
    }
    BitSet all = new BitSet();
    all.set(0, history.size());
    BitSet gone = others;
    return FurtherDependence.ofLastReads(new AloneDependence(all, new BitSet()), operations::finals)
        .close(all, gone);
  }

  @Override
  public History narrowed(History history, Set<Value> elements) {
    ReplicatedOperations operations = operations(history);
    if (counter()) {
      return new ReplicatedSums(operations).without(elements);
    } else if (!set()) {
      return history;
    }
    return history.withAnswers(
        (op, answered) ->
            operations.kind(op) == ReplicatedOperations.Kind.READ
                    && history.output(op) != Dictionary.ABSENT
                ? narrow(answered, elements)
                : answered);
  }

  private static Value narrow(Value answer, Set<Value> elements) {
    if (answer instanceof Seq seq) {
      List<Value> some = new ArrayList<>(seq.items());
      some.retainAll(elements);
      return some.size() == seq.size() ? answer : new Seq(some);
    } else if (answer instanceof Members members) {
      Set<Value> some = new LinkedHashSet<>(members.items());
      some.retainAll(elements);
      return some.size() == members.items().size() ? answer : new Members(some);
    }
    return answer;
  }
}

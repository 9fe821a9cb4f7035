package minos.counterexample;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import minos.convergence.ReplicatedOperations;
import minos.convergence.ReplicatedOperations.Kind;
import minos.history.History;
import minos.value.Value;

/**
 * Which answers of a replicated object may have needed updates that go; the argument is at {@link
 * ReplicatedSubject}. Updates don't depend on each other. Takes a pass over the operations, times
 * the sizes of the answers.
 */
final class ReplicatedDependence implements Dependence {
  private final ReplicatedOperations operations;
  private final History history;

  ReplicatedDependence(ReplicatedOperations operations) {
    this.operations = operations;
    this.history = operations.history();
  }

  @Override
  public boolean observer(int operation) {
    return !operations.updates(operation);
  }

  /** What goes of one object: where the first update began that added or removed a value. */
  private static final class Gone {
    private final Map<Value, Integer> added = new HashMap<>();
    private final Map<Value, Integer> removed = new HashMap<>();
    private int first = History.NEVER;
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    Map<Integer, Gone> goneOf = new HashMap<>();
    for (int op = seeds.nextSetBit(0); op >= 0; op = seeds.nextSetBit(op + 1)) {
      if (operations.updates(op)) {
        Gone gone = goneOf.computeIfAbsent(history.key(op), ignored -> new Gone());
        Map<Value, Integer> begins = operations.kind(op) == Kind.REMOVE ? gone.removed : gone.added;
        begins.merge(operations.argument(op), history.invoked(op), Math::min);
        gone.first = Math.min(gone.first, changes(op) ? history.invoked(op) : History.NEVER);
      }
    }
    BitSet all = (BitSet) seeds.clone();
    for (int op = kept.nextSetBit(0); op >= 0; op = kept.nextSetBit(op + 1)) {
      Gone gone = operations.kind(op) == Kind.READ ? goneOf.get(history.key(op)) : null;
      if (gone != null && needs(op, gone)) {
        all.set(op);
      }
    }
    return all;
  }

  private boolean changes(int update) {
    return switch (operations.type()) {
      case G_COUNTER, PN_COUNTER -> operations.change(update) != 0;
      case OR_SET, LWW_REGISTER -> true;
    };
  }

  private boolean needs(int read, Gone gone) {
    return switch (operations.type()) {
      case G_COUNTER, PN_COUNTER -> gone.first < history.completed(read);
      case LWW_REGISTER -> gone.added.containsKey(operations.value(read));
      case OR_SET -> needsOfSet(read, gone);
    };
  }

  private boolean needsOfSet(int read, Gone gone) {
    Set<Value> answer = new HashSet<>(operations.members(read));
    int end = history.completed(read);
    return answer.stream()
            .anyMatch(element -> gone.added.getOrDefault(element, History.NEVER) < end)
        || gone.removed.entrySet().stream()
            .anyMatch(entry -> entry.getValue() < end && !answer.contains(entry.getKey()));
  }

  /** With reads what they have, or what they may have counted. */
  @Override
  public BitSet withNeeded(BitSet kept, BitSet wanted) {
    Set<Value> values = new HashSet<>();
    int end = -1;
    for (int op = wanted.nextSetBit(0); op >= 0; op = wanted.nextSetBit(op + 1)) {
      if (operations.kind(op) == Kind.READ) {
        end = Math.max(end, history.completed(op));
        values.add(operations.value(op));
        values.addAll(operations.members(op));
      } else {
        values.add(operations.argument(op));
      }
    }
    BitSet with = (BitSet) wanted.clone();
    for (int op = kept.nextSetBit(0); op >= 0 && history.invoked(op) < end; ) {
      boolean needed =
          switch (operations.type()) {
            case G_COUNTER, PN_COUNTER -> true;
            case OR_SET, LWW_REGISTER -> values.contains(operations.argument(op));
          };
      with.set(op, with.get(op) || (operations.updates(op) && needed));
      op = kept.nextSetBit(op + 1);
    }
    return with;
  }
}

package minos.linearizability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Nil;

/**
 * Linearizability by its definition: tries every order. Slow and obviously right; for at most 64
 * operations.
 */
final class EveryOrder<S> {
  private final SequentialSpec<S> spec;
  private final History history;
  private final List<Operation> operations = new ArrayList<>();
  private int cut = History.NEVER;
  private final Set<Map.Entry<Long, S>> seen = new HashSet<>();

  EveryOrder(SequentialSpec<S> spec, History history) {
    this(spec, history, history.operations());
  }

  /** Of some of the operations of a history. */
  EveryOrder(SequentialSpec<S> spec, History history, List<Operation> some) {
    this.spec = spec;
    this.history = history;
    for (Operation operation : some) {
      if (spec.constrains(call(operation))) {
        operations.add(operation);
      }
    }
  }

  /** Whether some order explains all operations. */
  boolean linearizable() {
    return linearizable(History.NEVER);
  }

  /**
   * Whether some order explains all operations that completed up to a position. Others that were
   * invoked by then may take effect or not.
   */
  boolean linearizable(int position) {
    cut = position;
    seen.clear();
    return from(0, spec.initial());
  }

  private Call call(Operation operation) {
    return new Call(
        operation.f(),
        operation.input(),
        operation.outcome() == Outcome.OK ? operation.output() : Nil.NIL,
        operation.outcome(),
        spec.perProcess() ? operation.process() : Nil.NIL);
  }

  private boolean must(Operation operation) {
    int completed = history.completed(operation.ordinal());
    return completed != History.NEVER && completed <= cut;
  }

  private boolean from(long done, S state) {
    if (!seen.add(Map.entry(done, state))) {
      return false;
    }
    int firstCompletion = History.NEVER;
    for (int i = 0; i < operations.size(); i++) {
      if ((done >>> i & 1) == 0 && must(operations.get(i))) {
        firstCompletion = Math.min(firstCompletion, history.completed(operations.get(i).ordinal()));
      }
    }
    if (firstCompletion == History.NEVER) {
      return true;
    }
    for (int i = 0; i < operations.size(); i++) {
      Operation next = operations.get(i);
      if ((done >>> i & 1) == 0 && history.invoked(next.ordinal()) < firstCompletion) {
        for (S after : after(spec, Set.of(state), call(next))) {
          if (from(done | 1L << i, after)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static <S> Set<S> after(SequentialSpec<S> spec, Set<S> states, Call call) {
    Set<S> after = new HashSet<>();
    for (S state : states) {
      Step<S> step = spec.step(state, call);
      if (step instanceof Step.Next<S> next) {
        after.add(next.state());
      } else if (step instanceof Step.Choices<S> several) {
        after.addAll(several.states());
      }
    }
    return after;
  }

  /** Why these places of the history are no witness; empty if they are one. */
  String wrongWith(List<Integer> order) {
    if (new HashSet<>(order).size() < order.size()) {
      return "an operation takes effect twice";
    }
    for (Operation operation : operations) {
      if (must(operation) && !order.contains(operation.ordinal())) {
        return "missing: " + operation;
      }
    }
    Set<S> states = Set.of(spec.initial());
    int latestInvocation = -1;
    for (int ordinal : order) {
      Operation operation = history.operation(ordinal);
      if (history.completed(ordinal) < latestInvocation) {
        return "not in real time: " + operation;
      }
      latestInvocation = Math.max(latestInvocation, history.invoked(ordinal));
      if (operation.outcome() == Outcome.FAIL && !operations.contains(operation)) {
        return "did not happen: " + operation;
      }
      states = after(spec, states, call(operation));
      if (states.isEmpty()) {
        return "impossible: " + operation;
      }
    }
    return "";
  }
}

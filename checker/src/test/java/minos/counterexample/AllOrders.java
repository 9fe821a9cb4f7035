package minos.counterexample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;

/** Linearizability by its definition: tries every order. For up to some fifteen operations. */
final class AllOrders<S> {
  private final SequentialSpec<S> spec;
  private final History history;
  private final List<Integer> operations = new ArrayList<>();
  private final Set<List<Object>> seen = new HashSet<>();

  private AllOrders(SequentialSpec<S> spec, History history) {
    this.spec = spec;
    this.history = history;
    for (int op = 0; op < history.size(); op++) {
      if (spec.constrains(call(op))) {
        operations.add(op);
      }
    }
  }

  static <S> boolean explain(History history, SequentialSpec<S> spec) {
    return new AllOrders<>(spec, history).place(0L, spec.initial());
  }

  private Call call(int op) {
    return Calls.of(history, op, spec.perProcess());
  }

  private boolean place(long placed, S state) {
    if (!seen.add(List.of(placed, state))) {
      return false;
    }
    boolean all = true;
    int firstEnd = History.NEVER;
    for (int i = 0; i < operations.size(); i++) {
      if ((placed >> i & 1) == 0) {
        all &= history.outcome(operations.get(i)) == Outcome.INFO;
        firstEnd = Math.min(firstEnd, history.completed(operations.get(i)));
      }
    }
    if (all) {
      return true;
    }
    for (int i = 0; i < operations.size(); i++) {
      int op = operations.get(i);
      if ((placed >> i & 1) == 0 && history.invoked(op) <= firstEnd) {
        for (S next : after(state, call(op))) {
          if (place(placed | 1L << i, next)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private List<S> after(S state, Call call) {
    Step<S> step = spec.step(state, call);
    if (step instanceof Step.Next<S> next) {
      return List.of(next.state());
    }
    return step instanceof Step.Choices<S> choices ? choices.states() : List.of();
  }
}

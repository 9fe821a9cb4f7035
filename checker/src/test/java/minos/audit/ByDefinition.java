package minos.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;

/** Whether an order with points is a linearization of a history of one object, word by word. */
final class ByDefinition {
  private ByDefinition() {}

  static <S> boolean holds(History history, SequentialSpec<S> spec, ClaimedOrder order) {
    List<Integer> operations = new java.util.ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      operations.add(order.operation(i));
    }
    if (new HashSet<>(operations).size() < operations.size()
        || operations.stream().anyMatch(op -> op < 0 || op >= history.size())) {
      return false;
    }
    for (int op = 0; op < history.size(); op++) {
      boolean says = spec.constrains(WitnessAudit.call(history, spec, op));
      if (history.outcome(op) != Outcome.INFO && says && !operations.contains(op)) {
        return false;
      } else if (history.outcome(op) == Outcome.FAIL && !says && operations.contains(op)) {
        return false;
      }
    }
    for (int i = 0; i < order.size(); i++) {
      int op = order.operation(i);
      boolean within =
          order.point(i) >= history.invoked(op) && order.point(i) < history.completed(op);
      if (!within || (i > 0 && order.point(i) < order.point(i - 1))) {
        return false;
      }
    }
    Set<S> states = new HashSet<>(Set.of(spec.initial()));
    for (int op : operations) {
      Call call = WitnessAudit.call(history, spec, op);
      Set<S> next = new HashSet<>();
      for (S state : states) {
        Step<S> step = spec.step(state, call);
        if (step instanceof Step.Next<S> one) {
          next.add(one.state());
        } else if (step instanceof Step.Choices<S> several) {
          next.addAll(several.states());
        }
      }
      states = next;
    }
    return !states.isEmpty();
  }
}

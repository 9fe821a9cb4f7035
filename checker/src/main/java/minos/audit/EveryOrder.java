package minos.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;

/**
 * Tries every order of the operations of a small history, the plain way: what may come next is
 * every operation that no other one, still to come, ended before. A set of operations with a state
 * that led nowhere is not tried again.
 *
 * <p>Sound and complete by the definition of linearizability. The cost is exponential in the number
 * of operations that overlap; it gives up after {@value #MOST} sets.
 */
final class EveryOrder<S> {
  private static final int MOST = 200_000;

  private final SequentialSpec<S> spec;
  private final History history;
  private final List<Integer> operations = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<Reached<S>> reached = new HashSet<>();

  private record Reached<S>(BitSet placed, S state) {}

  private EveryOrder(History history, SequentialSpec<S> spec) {
    this.spec = spec;
    this.history = history;
    for (int op = 0; op < history.size(); op++) {
      Call call = WitnessAudit.call(history, spec, op);
      if (spec.constrains(call)) {
        operations.add(op);
        calls.add(call);
      }
    }
  }

  /** Whether some order explains the history; empty if that takes too long. */
  static <S> Optional<Boolean> explains(History history, SequentialSpec<S> spec) {
    return new EveryOrder<>(history, spec).search();
  }

  private Optional<Boolean> search() {
    List<Reached<S>> open = new ArrayList<>();
    open.add(new Reached<>(new BitSet(), spec.initial()));
    while (!open.isEmpty()) {
      Reached<S> here = open.remove(open.size() - 1);
      if (!reached.add(here)) {
        continue;
      } else if (reached.size() > MOST) {
        return Optional.empty();
      }
      int firstEnd = History.NEVER;
      boolean all = true;
      for (int i = here.placed().nextClearBit(0);
          i < calls.size();
          i = here.placed().nextClearBit(i + 1)) {
        firstEnd = Math.min(firstEnd, history.completed(operations.get(i)));
        all &= history.outcome(operations.get(i)) == Outcome.INFO;
      }
      if (all) {
        return Optional.of(true);
      }
      for (int i = here.placed().nextClearBit(0);
          i < calls.size();
          i = here.placed().nextClearBit(i + 1)) {
        if (history.invoked(operations.get(i)) <= firstEnd) {
          BitSet placed = (BitSet) here.placed().clone();
          placed.set(i);
          after(here.state(), calls.get(i)).forEach(s -> open.add(new Reached<>(placed, s)));
        }
      }
    }
    return Optional.of(false);
  }

  private List<S> after(S state, Call call) {
    Step<S> step = spec.step(state, call);
    if (step instanceof Step.Next<S> next) {
      return List.of(next.state());
    }
    return step instanceof Step.Choices<S> choices ? choices.states() : List.of();
  }
}

package minos.monitor;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Nil;

/** Tries every order of some operations, given as bits of a mask. */
final class EveryOrder<S> {
  private final SequentialSpec<S> spec;
  private final List<Operation> operations;
  private final Set<Map.Entry<Long, S>> seen = new HashSet<>();

  private EveryOrder(SequentialSpec<S> spec, List<Operation> operations) {
    this.spec = spec;
    this.operations = operations.stream().filter(o -> spec.constrains(call(spec, o))).toList();
  }

  static boolean linearizable(String model, List<Operation> operations) {
    return linearizable(model, ModelOptions.DEFAULTS, operations);
  }

  static boolean linearizable(String model, ModelOptions options, List<Operation> operations) {
    return of(Models.byName(model).orElseThrow().create(options), operations);
  }

  private static <S> boolean of(SequentialSpec<S> spec, List<Operation> operations) {
    return new EveryOrder<>(spec, operations).from(0, spec.initial());
  }

  static Call call(SequentialSpec<?> spec, Operation o) {
    return new Call(
        o.f(),
        o.input(),
        o.outcome() == Outcome.OK ? o.output() : Nil.NIL,
        o.outcome(),
        spec.perProcess() ? o.process() : Nil.NIL);
  }

  private boolean from(long done, S state) {
    if (!seen.add(Map.entry(done, state))) {
      return false;
    }
    int firstEnd = History.NEVER;
    for (int i = 0; i < operations.size(); i++) {
      if ((done >>> i & 1) == 0) {
        firstEnd = Math.min(firstEnd, completed(operations.get(i)));
      }
    }
    if (firstEnd == History.NEVER) {
      return true;
    }
    for (int i = 0; i < operations.size(); i++) {
      Operation o = operations.get(i);
      if ((done >>> i & 1) == 0 && o.history().invoked(o.ordinal()) < firstEnd) {
        Step<S> step = spec.step(state, call(spec, o));
        List<S> next = List.of();
        if (step instanceof Step.Next<S> one) {
          next = List.of(one.state());
        } else if (step instanceof Step.Choices<S> several) {
          next = several.states();
        }
        for (S after : next) {
          if (from(done | 1L << i, after)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** When the operation must have taken effect; one that failed counts when it completed. */
  private static int completed(Operation o) {
    return o.history().completed(o.ordinal());
  }
}

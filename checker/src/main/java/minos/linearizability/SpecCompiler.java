package minos.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.value.Nil;

/**
 * Compiles operations for any specification: equal calls get one number, so that each transition is
 * computed once. Immutable.
 */
final class SpecCompiler<S> {
  private final SequentialSpec<S> spec;
  private final History history;

  SpecCompiler(SequentialSpec<S> spec, History history) {
    this.spec = spec;
    this.history = history;
  }

  Problem compile(int[] ordinals) {
    Map<Call, Integer> numbers = new HashMap<>();
    List<Call> calls = new ArrayList<>();
    int n = 0;
    int[] kept = new int[ordinals.length];
    int[] callOf = new int[ordinals.length];
    for (int ordinal : ordinals) {
      Call call = call(ordinal);
      if (!spec.constrains(call) || (call.outcome() == Outcome.INFO && spec.readOnly(call))) {
        continue;
      }
      Integer number = numbers.putIfAbsent(call, calls.size());
      if (number == null) {
        number = calls.size();
        calls.add(call);
      }
      callOf[n] = number;
      kept[n++] = ordinal;
    }
    boolean[] readOnly = new boolean[n];
    for (int i = 0; i < n; i++) {
      readOnly[i] = spec.readOnly(calls.get(callOf[i]));
    }
    int[] trimmed = Arrays.copyOf(callOf, n);
    return Problem.of(
        history,
        Arrays.copyOf(kept, n),
        trimmed,
        readOnly,
        trimmed,
        Wants.unknown(),
        budget -> new SpecTransitions<>(spec, calls, budget));
  }

  private Call call(int ordinal) {
    Outcome outcome = history.outcome(ordinal);
    boolean ok = outcome == Outcome.OK;
    return new Call(
        history.functionName(history.function(ordinal)),
        history.dictionary().value(history.input(ordinal)),
        ok ? history.dictionary().value(history.value(ordinal)) : Nil.NIL,
        outcome,
        spec.perProcess() ? history.processName(history.process(ordinal)) : Nil.NIL);
  }
}

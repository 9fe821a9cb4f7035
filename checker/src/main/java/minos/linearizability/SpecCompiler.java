package minos.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  /** A problem of the operations at these places of the history. */
  Problem compile(int[] ordinals) {
    return compile(ordinals, calls -> new Insight<>(spec));
  }

  /**
   * A problem of the operations at these places of the history.
   *
   * @param insight what is known of the specification, given the different calls
   */
  Problem compile(int[] ordinals, Function<List<Call>, Insight<S>> insight) {
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
    Insight<S> known = insight.apply(calls);
    int all = n;
    n = 0;
    for (int i = 0; i < all; i++) {
      if (!known.needless(calls.get(callOf[i]))) {
        callOf[n] = callOf[i];
        kept[n++] = kept[i];
      }
    }
    int[] trimmed = Arrays.copyOf(callOf, n);
    boolean[] readOnly = new boolean[n];
    int[] wanted = new int[n];
    int[] provided = new int[n];
    for (int i = 0; i < n; i++) {
      Call call = calls.get(trimmed[i]);
      readOnly[i] = spec.readOnly(call);
      wanted[i] = known.wanted(call);
      provided[i] = known.provided(call);
    }
    return Problem.of(
        history,
        Arrays.copyOf(kept, n),
        trimmed,
        readOnly,
        trimmed,
        new Wants(known.classes(), wanted, provided),
        budget -> new SpecTransitions<>(known, calls, budget));
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

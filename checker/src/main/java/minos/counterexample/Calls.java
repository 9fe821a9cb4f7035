package minos.counterexample;

import java.util.BitSet;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.value.Nil;

/** The operations of a history as a specification sees them. */
final class Calls {
  private Calls() {}

  static Call of(History history, int op, boolean perProcess) {
    Outcome outcome = history.outcome(op);
    return new Call(
        history.functionName(history.function(op)),
        history.dictionary().value(history.input(op)),
        outcome == Outcome.OK ? history.dictionary().value(history.value(op)) : Nil.NIL,
        outcome,
        perProcess ? history.processName(history.process(op)) : Nil.NIL);
  }

  /** The operations that change no state, or say nothing. */
  static BitSet observers(History history, SequentialSpec<?> spec) {
    BitSet observers = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      Call call = of(history, op, spec.perProcess());
      if (!spec.constrains(call) || spec.readOnly(call)) {
        observers.set(op);
      }
    }
    return observers;
  }
}

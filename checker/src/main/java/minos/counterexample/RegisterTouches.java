package minos.counterexample;

import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.Register;
import minos.value.Nil;
import minos.value.Value;

/** What operations on registers touch: each key is a place, or there is one. */
final class RegisterTouches {
  private RegisterTouches() {}

  static Touches of(History history, Register register) {
    Touches.Builder touches = new Touches.Builder(history);
    for (int op = 0; op < history.size(); op++) {
      Call call = Calls.of(history, op, false);
      Value place = history.key(op) < 0 ? Nil.NIL : history.keyName(history.key(op));
      touches.initially(place, register.initial());
      touches.next();
      if (register.constrains(call)) {
        touch(touches, register, call, place);
      }
    }
    return touches.build();
  }

  private static void touch(Touches.Builder touches, Register register, Call call, Value place) {
    switch (register.kind(call)) {
      case READ -> {
        if (call.ok()) {
          touches.observes(place, call.output());
        }
      }
      case WRITE -> touches.writes(place, register.written(call));
      case CAS -> {
        Value expected = register.expectedAndNew(call).get(0);
        if (call.outcome() == Outcome.FAIL) {
          touches.differs(place, expected);
        } else {
          touches.observes(place, expected).writes(place, register.expectedAndNew(call).get(1));
        }
      }
    }
  }
}

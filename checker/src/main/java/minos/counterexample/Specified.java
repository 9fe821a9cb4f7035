package minos.counterexample;

import java.util.BitSet;
import minos.history.History;
import minos.spec.AppendedText;
import minos.spec.Call;
import minos.spec.Models;
import minos.spec.MultiRegister;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * The dependence of linearizability with respect to each built-in specification. Of any other one
 * is known only which operations change nothing; those may go.
 */
final class Specified {
  private Specified() {}

  static Dependence dependence(History history, SequentialSpec<?> spec) {
    BitSet observers = Calls.observers(history, spec);
    BitSet none = new BitSet();
    if (spec instanceof Register register) {
      return new ValueDependence(RegisterTouches.of(history, register), observers, true);
    } else if (spec instanceof MultiRegister registers) {
      return new ValueDependence(multiple(history, registers), observers, true);
    } else if (spec instanceof AppendedText) {
      return new TextDependence(history, observers);
    } else if (Models.choices(spec).isEmpty()) {
      return new AloneDependence(observers, none);
    }
    return switch (spec.name()) {
      case "set", "multiset", "append-list" -> elements(history, spec, observers, "read");
      case "fifo-queue", "unordered-queue", "priority-queue" ->
          elements(history, spec, observers, "dequeue");
      case "stack" -> elements(history, spec, observers, "pop");
      case "kv-map" ->
          MapTouches.emptyAtFirst(spec)
              ? new ValueDependence(MapTouches.of(history, spec), observers, true)
              : new AloneDependence(observers, none);
      case "mutex", "semaphore" -> new HoldDependence(history, observers, false);
      case "owner-mutex", "reentrant-mutex", "fenced-mutex" ->
          new HoldDependence(history, observers, true);
      case "id-generator" -> new AloneDependence(observers, all(history));
      default -> new AloneDependence(observers, none);
    };
  }

  /** An id that is different from all others is so from fewer. */
  private static BitSet all(History history) {
    BitSet all = new BitSet();
    all.set(0, history.size());
    return all;
  }

  /** Elements can be told apart from those that were there at first only if none was. */
  private static <S> Dependence elements(
      History history, SequentialSpec<S> spec, BitSet observers, String asking) {
    Value nothing = asking.equals("read") ? Seq.EMPTY : Nil.NIL;
    return ElementViews.emptyAtFirst(spec, asking, nothing)
        ? new ElementDependence(history, observers)
        : new AloneDependence(observers, new BitSet());
  }

  private static Touches multiple(History history, MultiRegister registers) {
    Touches.Builder touches = new Touches.Builder(history);
    registers.initial().entries().forEach(touches::initially);
    for (int op = 0; op < history.size(); op++) {
      touches.next();
      Call call = Calls.of(history, op, false);
      if (!registers.constrains(call)) {
        continue;
      }
      boolean ok = call.ok();
      if (call.value() instanceof Dict dict) {
        boolean read = registers.readOnly(call);
        dict.entries().forEach((key, value) -> touch(touches, read, ok, key, value));
      } else if (call.value() instanceof Seq micros) {
        for (Value item : micros.items()) {
          Seq micro = (Seq) item;
          Value value = micro.size() > 2 ? micro.get(2) : Nil.NIL;
          boolean read = micro.get(0).letters().matches("read|get|r");
          touch(touches, read, ok, micro.get(1), value);
        }
      }
    }
    return touches.build();
  }

  private static void touch(
      Touches.Builder touches, boolean read, boolean ok, Value key, Value value) {
    if (read && ok) {
      touches.observes(key, value);
    } else if (!read) {
      touches.writes(key, value);
    }
  }
}

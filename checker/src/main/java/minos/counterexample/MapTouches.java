package minos.counterexample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.Functions;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Dict;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * What operations on a map touch: each key is a place, and an absent one holds nil. A listing
 * observes of every key of the history whether it is there.
 */
final class MapTouches {
  private final Touches.Builder touches;
  private final Set<Value> keys = new LinkedHashSet<>();

  private MapTouches(History history) {
    this.touches = new Touches.Builder(history);
  }

  /** The touches of a map that is empty at first. */
  static Touches of(History history, SequentialSpec<?> spec) {
    MapTouches map = new MapTouches(history);
    for (int op = 0; op < history.size(); op++) {
      Call call = Calls.of(history, op, false);
      map.keys.addAll(keys(call));
    }
    map.keys.forEach(key -> map.touches.initially(key, Nil.NIL));
    for (int op = 0; op < history.size(); op++) {
      map.touches.next();
      Call call = Calls.of(history, op, false);
      if (spec.constrains(call)) {
        map.touch(call);
      }
    }
    return map.touches.build();
  }

  /** Whether a map is empty at first, so that what is there was put there. */
  static <S> boolean emptyAtFirst(SequentialSpec<S> spec) {
    Call nothing = new Call("list", Nil.NIL, Seq.EMPTY, Outcome.OK, Nil.NIL);
    return !(spec.step(spec.initial(), nothing) instanceof Step.Rejected);
  }

  private static List<Value> keys(Call call) {
    if (call.f().equals("list") || call.f().equals("keys") || call.f().equals("scan")) {
      return listed(call.output());
    }
    return Functions.READ.contains(call.f()) || Functions.DELETE.contains(call.f())
        ? List.of(key(call.input()))
        : call.input() instanceof Seq seq && seq.size() > 0 ? List.of(seq.get(0)) : List.of();
  }

  /** {@code k} itself, or that of {@code [k nil]}. */
  private static Value key(Value input) {
    return input instanceof Seq seq && seq.size() == 2 && seq.get(1).isNil() ? seq.get(0) : input;
  }

  private static List<Value> listed(Value output) {
    if (output instanceof Dict dict) {
      return List.copyOf(dict.entries().keySet());
    } else if (output instanceof Members members) {
      return List.copyOf(members.items());
    }
    return output instanceof Seq seq ? seq.items() : List.of();
  }

  private void touch(Call call) {
    Value key = keys(call).stream().findFirst().orElse(Nil.NIL);
    if (Functions.READ.contains(call.f())) {
      if (call.ok()) {
        boolean pair = !key.equals(call.input()) && call.output() instanceof Seq;
        touches.observes(key, pair ? ((Seq) call.output()).get(1) : call.output());
      }
    } else if (Functions.WRITE.contains(call.f())) {
      touches.writes(key, ((Seq) call.input()).get(1));
    } else if (Functions.DELETE.contains(call.f())) {
      touches.writes(key, Nil.NIL);
    } else if (Functions.CAS.contains(call.f())) {
      Seq parts = (Seq) call.input();
      Seq change = parts.get(1) instanceof Seq pair && parts.size() == 2 ? pair : null;
      Value expected = change == null ? parts.get(1) : change.get(0);
      if (call.outcome() == Outcome.FAIL) {
        touches.differs(key, expected);
      } else {
        touches.observes(key, expected);
        touches.writes(key, change == null ? parts.get(2) : change.get(1));
      }
    } else if (call.ok()) {
      list(call.output());
    }
  }

  private void list(Value output) {
    Set<Value> there = Set.copyOf(listed(output));
    Map<Value, Value> entries = output instanceof Dict dict ? dict.entries() : Map.of();
    for (Value key : keys) {
      Value value = entries.get(key);
      if (!there.contains(key)) {
        touches.observes(key, Nil.NIL);
      } else if (value == null) {
        touches.differs(key, Nil.NIL);
      } else {
        touches.observes(key, value);
      }
    }
  }
}

package minos.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * Several registers that one operation reads and writes together: a list of {@code [:read k v]} and
 * {@code [:write k v]}, in order, all at once; or a map of what was read or written.
 */
public final class MultiRegister extends BuiltIn<Dict> {
  private final Dict initial;
  private final NilRead nil;

  /** Registers that hold nil unless the options give a map of initial values. */
  public MultiRegister(ModelOptions options) {
    super(options);
    Value given = options.initial().orElse(Dict.EMPTY);
    if (!(given instanceof Dict) && !given.isNil()) {
      throw new IllegalArgumentException(
          "the initial value of a multi-register is a map such as {:x 0 :y 0}, not " + given);
    }
    this.initial = given instanceof Dict dict ? dict : Dict.EMPTY;
    this.nil = options.nil();
  }

  @Override
  public String name() {
    return "multi-register";
  }

  @Override
  public Dict initial() {
    return initial;
  }

  @Override
  public Step<Dict> step(Dict state, Call call) {
    Map<Value, Value> registers = null;
    for (Micro micro : micros(call)) {
      Map<Value, Value> now = registers == null ? state.entries() : registers;
      if (micro.read()) {
        boolean says = call.ok() && !(micro.value().isNil() && nil == NilRead.UNKNOWN);
        Value held = now.getOrDefault(micro.key(), Nil.NIL);
        if (says && !held.equals(micro.value())) {
          return Step.rejected(
              "it read " + micro.value() + " from " + micro.key() + ", which held " + held);
        }
      } else {
        registers = registers == null ? new LinkedHashMap<>(state.entries()) : registers;
        registers.put(micro.key(), micro.value());
      }
    }
    return Step.next(registers == null ? state : new Dict(registers));
  }

  @Override
  public boolean readOnly(Call call) {
    for (Micro micro : micros(call)) {
      if (!micro.read()) {
        return false;
      }
    }
    return true;
  }

  private record Micro(boolean read, Value key, Value value) {}

  private Iterable<Micro> micros(Call call) {
    Value value = call.value();
    if (value instanceof Seq seq) {
      return seq.items().stream().map(item -> micro(call, item)).toList();
    } else if (value instanceof Dict dict
        && (Functions.READ.contains(call.f()) || Functions.WRITE.contains(call.f()))) {
      boolean read = Functions.READ.contains(call.f());
      return dict.entries().entrySet().stream()
          .map(e -> new Micro(read, e.getKey(), e.getValue()))
          .toList();
    } else if (value.isNil() && !call.ok()) {
      return java.util.List.of();
    }
    throw unknown(call);
  }

  private Micro micro(Call call, Value item) {
    if (item instanceof Seq seq && seq.size() >= 2) {
      String f = seq.get(0).letters();
      Value value = seq.size() > 2 ? seq.get(2) : Nil.NIL;
      if (Functions.READ.contains(f)) {
        return new Micro(true, seq.get(1), value);
      } else if (Functions.WRITE.contains(f)) {
        return new Micro(false, seq.get(1), value);
      }
    }
    throw unknown(call);
  }

  private UnknownCallException unknown(Call call) {
    return new UnknownCallException(
        name(), call, "lists of [:read k v] and [:write k v], and read and write of a map");
  }
}

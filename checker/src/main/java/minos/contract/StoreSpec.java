package minos.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.contract.KeyStep.Role;
import minos.history.DerivedRow;
import minos.spec.Call;
import minos.spec.ModelOptions;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.spec.UnknownCallException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * Keys that must be looked at together, or that are added to: a map from keys to values. An
 * operation is {@code [role key expected value]}; a move also names where to.
 */
final class StoreSpec implements SequentialSpec<Dict> {
  private static final Value NAMELESS = new Text("");

  private final Value initial;

  StoreSpec(ModelOptions options) {
    initial = options.initial().orElse(Nil.NIL);
  }

  /**
   * A step as an operation of this specification. Of a move, the step that takes the value away.
   */
  static DerivedRow row(KeySteps steps, KeyStep step, int number, int component) {
    Value name = steps.keyName(step.key()).orElse(NAMELESS);
    Value other = step.value();
    if (step.role() == Role.MOVE_FROM) {
      KeyStep to = steps.all().get(number + 1);
      other = steps.keyName(to.key()).orElse(NAMELESS);
    }
    Value whole = new Seq(List.of(new Text(step.role().name()), name, step.expected(), other));
    return DerivedRow.of(steps.history(), step.operation())
        .ended(step.outcome())
        .doing("step", steps.keyName(component).orElse(null), whole, whole);
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Dict initial() {
    return Dict.EMPTY;
  }

  @Override
  public Step<Dict> step(Dict state, Call call) {
    Seq parts = parts(call);
    Value key = parts.get(1);
    Value held = state.entries().getOrDefault(key, initial);
    Value expected = parts.get(2);
    Value value = parts.get(3);
    return switch (Role.valueOf(parts.get(0).letters())) {
      case READ ->
          held.equals(value)
              ? Step.next(state)
              : Step.rejected("it saw " + value + " in " + key + ", which held " + held);
      case SAW_SOME ->
          held.isNil() ? Step.rejected("it saw " + key + ", which was absent") : Step.next(state);
      case SAW_OTHER ->
          held.equals(expected)
              ? Step.rejected("it was refused, but " + key + " held the expected " + held)
              : Step.next(state);
      case WRITE -> Step.next(with(state, key, value));
      case REPLACE ->
          held.equals(expected)
              ? Step.next(with(state, key, value))
              : Step.rejected("it replaced " + expected + ", but " + key + " held " + held);
      case ADD -> add(state, key, held, value);
      case MOVE_FROM, MOVE_TO ->
          held.isNil()
              ? Step.rejected("it moved " + key + ", which was absent")
              : Step.next(with(with(state, key, Nil.NIL), value, held));
    };
  }

  private static Step<Dict> add(Dict state, Value key, Value held, Value value) {
    if (!(held.isNil() || held instanceof Int) || !(value instanceof Int amount)) {
      return Step.rejected("it added to " + key + ", which held " + held);
    }
    long number = held instanceof Int integer ? integer.value() : 0;
    return Step.next(with(state, key, new Int(number + amount.value())));
  }

  private static Dict with(Dict state, Value key, Value value) {
    Map<Value, Value> entries = new LinkedHashMap<>(state.entries());
    entries.put(key, value);
    return new Dict(entries);
  }

  @Override
  public boolean readOnly(Call call) {
    return switch (Role.valueOf(parts(call).get(0).letters())) {
      case READ, SAW_SOME, SAW_OTHER -> true;
      case WRITE, REPLACE, ADD, MOVE_FROM, MOVE_TO -> false;
    };
  }

  private Seq parts(Call call) {
    if (call.input() instanceof Seq seq && seq.size() == 4) {
      return seq;
    }
    throw new UnknownCallException(name(), call, "[role key expected value]");
  }
}

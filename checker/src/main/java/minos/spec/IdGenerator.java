package minos.spec;

import java.util.Optional;
import minos.value.Seq;
import minos.value.Value;

/**
 * A source of ids: {@code generate} answers one that it never answered before. One whose outcome is
 * unknown used up an id that nobody saw, which says nothing.
 */
final class IdGenerator extends BuiltIn<Bag> {
  IdGenerator() {
    super(ModelOptions.DEFAULTS);
  }

  @Override
  public String name() {
    return "id-generator";
  }

  @Override
  public Bag initial() {
    return Bag.EMPTY;
  }

  @Override
  public Step<Bag> step(Bag given, Call call) {
    if (!call.f().equals("generate")) {
      throw new UnknownCallException(name(), call, "generate");
    } else if (!call.ok()) {
      return Step.next(given);
    }
    return given.has(call.output())
        ? Step.rejected("it generated " + call.output() + ", which had been generated before")
        : Step.next(given.with(call.output()));
  }

  @Override
  public boolean readOnly(Call call) {
    return !call.ok();
  }

  @Override
  public Optional<Value> saved(Bag state) {
    return Optional.of(new Seq(state.values()));
  }

  @Override
  public Bag restored(Value saved) {
    return Bag.of(name(), (Seq) saved);
  }
}

package minos.spec;

import java.util.List;
import java.util.Optional;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/** A list that grows at its end: {@code append} a value, {@code read} all, in order. */
final class AppendList extends BuiltIn<Chain> {
  private final Chain initial;
  private final NilRead nil;

  AppendList(ModelOptions options) {
    super(options);
    this.initial = Chain.of(Bag.items(name(), options.initial().orElse(Nil.NIL)));
    this.nil = options.nil();
  }

  @Override
  public String name() {
    return "append-list";
  }

  @Override
  public Chain initial() {
    return initial;
  }

  @Override
  public Step<Chain> step(Chain state, Call call) {
    if (call.f().equals("append") || call.f().equals("add")) {
      return Step.next(state.with(call.input()));
    } else if (!Functions.READ.contains(call.f())) {
      throw new UnknownCallException(name(), call, "append and read");
    } else if (!call.ok() || (call.output().isNil() && nil == NilRead.UNKNOWN)) {
      return Step.next(state);
    }
    boolean same =
        call.output() instanceof Seq seq
            ? state.is(seq.items())
            : call.output().isNil() && state.is(List.of());
    return same
        ? Step.next(state)
        : Step.rejected("it read " + call.output() + ", but the list was " + state);
  }

  @Override
  public boolean readOnly(Call call) {
    return Functions.READ.contains(call.f());
  }

  @Override
  public Optional<Value> saved(Chain state) {
    return Optional.of(new Seq(state.values()));
  }

  @Override
  public Chain restored(Value saved) {
    return Chain.of(((Seq) saved).items());
  }
}

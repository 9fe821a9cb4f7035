package minos.spec;

import java.util.Optional;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * A stack: {@code push} onto the top, {@code pop} from it, {@code peek} at it. A {@code pop} that
 * answers nil found it empty; one whose outcome is unknown takes whatever is on top, if anything
 * is.
 */
final class Stack extends BuiltIn<Chain> {
  private final Chain initial;

  Stack(ModelOptions options) {
    super(options);
    this.initial = Chain.of(Bag.items(name(), options.initial().orElse(Nil.NIL)));
  }

  @Override
  public String name() {
    return "stack";
  }

  @Override
  public Chain initial() {
    return initial;
  }

  @Override
  public Step<Chain> step(Chain state, Call call) {
    if (QueueFunctions.PUSH.contains(call.f())) {
      return Step.next(state.with(call.input()));
    }
    boolean takes = QueueFunctions.POP.contains(call.f());
    if (!takes && !QueueFunctions.PEEK.contains(call.f())) {
      throw new UnknownCallException(name(), call, "push, pop and peek");
    }
    Value top = state.top();
    if (call.ok() && !call.output().equals(top == null ? Nil.NIL : top)) {
      return Step.rejected(
          (call.output().isNil()
                  ? "it found the stack empty"
                  : "it " + (takes ? "popped " : "saw ") + call.output())
              + (top == null ? ", but the stack was empty" : ", but " + top + " was on top"));
    }
    return Step.next(takes ? state.below() : state);
  }

  @Override
  public boolean readOnly(Call call) {
    return QueueFunctions.PEEK.contains(call.f())
        || (QueueFunctions.POP.contains(call.f()) && call.ok() && call.output().isNil());
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

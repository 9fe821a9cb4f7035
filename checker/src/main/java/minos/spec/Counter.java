package minos.spec;

import minos.value.Int;
import minos.value.Value;

/**
 * A counter: {@code add n}, {@code increment} and {@code decrement} (by one, or by n), {@code
 * read}.
 *
 * <p>The result of an {@code add} that is an integer other than its argument is the value
 * afterwards; one that repeats the argument says nothing, for many recorders just echo it. The
 * result of {@code add-and-get} and {@code increment-and-get} is always the value afterwards, that
 * of {@code get-and-add} and {@code get-and-increment} always the value before.
 */
final class Counter extends BuiltIn<Int> {
  private final Int initial;
  private final NilRead nil;

  Counter(ModelOptions options) {
    super(options);
    Value given = options.initial().orElse(new Int(0));
    if (!(given instanceof Int number)) {
      throw new IllegalArgumentException(
          "the initial value of a counter is an integer, not " + given);
    }
    this.initial = number;
    this.nil = options.nil();
  }

  @Override
  public String name() {
    return "counter";
  }

  @Override
  public Int initial() {
    return initial;
  }

  @Override
  public Step<Int> step(Int state, Call call) {
    if (Functions.READ.contains(call.f())) {
      boolean says = call.ok() && !(call.output().isNil() && nil == NilRead.UNKNOWN);
      return !says || call.output().equals(state)
          ? Step.next(state)
          : Step.rejected("it read " + call.output() + ", but the counter was at " + state);
    }
    Int after = new Int(Math.addExact(state.value(), delta(call)));
    if (call.ok() && call.output() instanceof Int result) {
      if (CounterFunctions.BEFORE.contains(call.f())) {
        return result.equals(state)
            ? Step.next(after)
            : Step.rejected("it found " + result + ", but the counter was at " + state);
      } else if (CounterFunctions.AFTER.contains(call.f()) || !result.equals(call.input())) {
        return result.equals(after)
            ? Step.next(after)
            : Step.rejected("it resulted in " + result + ", but the counter was then at " + after);
      }
    }
    return Step.next(after);
  }

  private long delta(Call call) {
    boolean up = CounterFunctions.up(call.f());
    if (up || CounterFunctions.DOWN.contains(call.f())) {
      if (call.input().isNil()) {
        return up ? 1 : -1;
      } else if (call.input() instanceof Int by) {
        return up ? by.value() : Math.negateExact(by.value());
      }
    }
    throw new UnknownCallException(
        name(), call, "read, and add, increment and decrement by an integer");
  }

  @Override
  public boolean readOnly(Call call) {
    return Functions.READ.contains(call.f());
  }
}

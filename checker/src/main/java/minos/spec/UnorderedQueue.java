package minos.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * A queue without an order: {@code dequeue} takes any of the values, or answers nil if there is
 * none. One whose outcome is unknown took some value, and nobody knows which.
 */
final class UnorderedQueue extends BuiltIn<Bag> {
  private final Bag initial;

  UnorderedQueue(ModelOptions options) {
    super(options);
    this.initial = Bag.of(name(), options.initial().orElse(Nil.NIL));
  }

  @Override
  public String name() {
    return "unordered-queue";
  }

  @Override
  public Bag initial() {
    return initial;
  }

  @Override
  public Step<Bag> step(Bag state, Call call) {
    if (QueueFunctions.ENQUEUE.contains(call.f())) {
      return Step.next(state.with(call.input()));
    } else if (!QueueFunctions.DEQUEUE.contains(call.f())) {
      throw new UnknownCallException(name(), call, "enqueue and dequeue");
    }
    if (!call.ok()) {
      return taken(state, state.different());
    } else if (call.output().isNil()) {
      return state.size() == 0
          ? Step.next(state)
          : Step.rejected("it found the queue empty, but the queue held " + state);
    }
    return state.has(call.output())
        ? Step.next(state.without(call.output()))
        : Step.rejected("it dequeued " + call.output() + ", but the queue held " + state);
  }

  /** What is left when one of the candidates is taken; the same if there is none. */
  static Step<Bag> taken(Bag state, List<Value> candidates) {
    List<Bag> left = candidates.stream().map(state::without).collect(Collectors.toList());
    return left.size() > 1
        ? new Step.Choices<>(left)
        : Step.next(left.isEmpty() ? state : left.get(0));
  }

  @Override
  public boolean readOnly(Call call) {
    return QueueFunctions.DEQUEUE.contains(call.f()) && call.ok() && call.output().isNil();
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

package minos.spec;

import java.util.Optional;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * A queue: {@code enqueue} at the back, {@code dequeue} from the front, {@code peek} at the front.
 * A {@code dequeue} that answers nil found it empty; one whose outcome is unknown takes whatever is
 * in front, if anything is.
 */
final class FifoQueue extends BuiltIn<Line> {
  private final Line initial;

  FifoQueue(ModelOptions options) {
    super(options);
    Line line = Line.EMPTY;
    for (Value value : Bag.items(name(), options.initial().orElse(Nil.NIL))) {
      line = line.with(value);
    }
    this.initial = line;
  }

  @Override
  public String name() {
    return "fifo-queue";
  }

  @Override
  public Line initial() {
    return initial;
  }

  @Override
  public Step<Line> step(Line state, Call call) {
    if (QueueFunctions.ENQUEUE.contains(call.f())) {
      return Step.next(state.with(call.input()));
    }
    boolean takes = QueueFunctions.DEQUEUE.contains(call.f());
    if (!takes && !QueueFunctions.PEEK.contains(call.f())) {
      throw new UnknownCallException(name(), call, "enqueue, dequeue and peek");
    }
    Value first = state.first();
    if (call.ok() && !call.output().equals(first == null ? Nil.NIL : first)) {
      return Step.rejected(
          (call.output().isNil()
                  ? "it found the queue empty"
                  : "it " + (takes ? "dequeued " : "saw ") + call.output())
              + (first == null ? ", but the queue was empty" : ", but " + first + " was in front"));
    }
    return Step.next(takes ? state.withoutFirst() : state);
  }

  @Override
  public boolean readOnly(Call call) {
    return QueueFunctions.PEEK.contains(call.f())
        || (QueueFunctions.DEQUEUE.contains(call.f()) && call.ok() && call.output().isNil());
  }

  @Override
  public Optional<Value> saved(Line state) {
    return Optional.of(new Seq(state.values()));
  }

  @Override
  public Line restored(Value saved) {
    return Line.of(((Seq) saved).items());
  }
}

package minos.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * A priority queue: {@code dequeue} (or {@code extract-min}) takes a value of the lowest priority,
 * or answers nil if there is none; {@code peek} looks at one. An integer is its own priority, a
 * list such as {@code [3 "x"]} has that of its first member. Among equals any may come out.
 */
final class PriorityQueue extends BuiltIn<Bag> {
  private final Bag initial;

  PriorityQueue(ModelOptions options) {
    super(options);
    this.initial = Bag.of(name(), options.initial().orElse(Nil.NIL));
  }

  @Override
  public String name() {
    return "priority-queue";
  }

  @Override
  public Bag initial() {
    return initial;
  }

  @Override
  public Step<Bag> step(Bag state, Call call) {
    if (QueueFunctions.ENQUEUE.contains(call.f())) {
      priority(call, call.input());
      return Step.next(state.with(call.input()));
    }
    boolean takes = QueueFunctions.DEQUEUE.contains(call.f());
    if (!takes && !QueueFunctions.PEEK.contains(call.f())) {
      throw unknown(call);
    } else if (!takes && !call.ok()) {
      return Step.next(state);
    }
    List<Value> lowest = lowest(state, call);
    if (!call.ok()) {
      return UnorderedQueue.taken(state, lowest);
    } else if (call.output().isNil() ? lowest.isEmpty() : lowest.contains(call.output())) {
      return Step.next(takes ? state.without(call.output()) : state);
    }
    return Step.rejected(
        (call.output().isNil()
                ? "it found the queue empty"
                : "it " + (takes ? "dequeued " : "saw ") + call.output())
            + (lowest.isEmpty()
                ? ", but the queue was empty"
                : ", but " + lowest.get(0) + " was the lowest"));
  }

  private List<Value> lowest(Bag state, Call call) {
    List<Value> lowest = new ArrayList<>();
    long least = Long.MAX_VALUE;
    for (Value value : state.different()) {
      long priority = priority(call, value);
      if (priority < least) {
        lowest.clear();
        least = priority;
      }
      if (priority == least) {
        lowest.add(value);
      }
    }
    return lowest;
  }

  private long priority(Call call, Value value) {
    Value priority = value instanceof Seq seq && seq.size() > 0 ? seq.get(0) : value;
    if (priority instanceof Int number) {
      return number.value();
    }
    throw unknown(call);
  }

  private UnknownCallException unknown(Call call) {
    return new UnknownCallException(
        name(), call, "enqueue of integers or of lists [priority value], dequeue and peek");
  }

  @Override
  public boolean readOnly(Call call) {
    return QueueFunctions.PEEK.contains(call.f())
        || (QueueFunctions.DEQUEUE.contains(call.f()) && call.ok() && call.output().isNil());
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

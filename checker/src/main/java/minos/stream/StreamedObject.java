package minos.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import org.jspecify.annotations.Nullable;

/**
 * One object of a stream: just-in-time linearization, event by event.
 *
 * <p><b>Question.</b> Is what happened to the object so far linearizable?
 *
 * <p><b>Idea.</b> As the breadth-first search of recorded histories does, keep all configurations
 * that an order of the operations so far can be in, and at each return let open operations take
 * effect until the returning one has. How an open operation ends is not known yet, so events wait
 * in a queue until every operation that was open at the return at hand has ended.
 *
 * <p><b>Soundness.</b> What left the queue was judged knowing all outcomes, exactly as afterwards.
 * A {@linkplain #peek look ahead} takes open operations for crashed: that allows whatever each
 * outcome would allow, and more, so if no configuration is left there is a violation whatever
 * happens later. An operation that is {@linkplain #giveUp given up} is taken for crashed too; from
 * then on a violation is one, but the absence of violations is not known.
 *
 * <p><b>Cost.</b> Memory: the queue, which reaches back to the first operation still open; the
 * configurations; crashed operations that have not taken effect in all of them.
 *
 * @param <S> states
 */
final class StreamedObject<S> {
  /** Completed operations that an explanation can show. */
  private static final int REMEMBERED = 12;

  private final SequentialSpec<S> spec;
  private final int mostConfigurations;
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final Deque<Opened> recent = new ArrayDeque<>();
  private List<Opened> open = new ArrayList<>();
  private BitSet slots = new BitSet();
  private Frontier<S> frontier = new Frontier<>();
  private boolean ended;

  /** An event in the queue. */
  private record Entry(Opened operation, boolean returns) {}

  /** A return that no configuration allows. */
  record DeadEnd<S>(Opened culprit, List<Reached<S>> reached, List<Opened> open) {}

  /** A state, and the open operations that had not taken effect. */
  record Reached<S>(S state, List<Opened> pending) {}

  /** There are more configurations than may be held. */
  static final class TooManyException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  StreamedObject(SequentialSpec<S> spec, int mostConfigurations) {
    this.spec = spec;
    this.mostConfigurations = mostConfigurations;
    frontier.add(new Configuration<>(spec.initial(), new BitSet(), new BitSet()));
  }

  /** Whether nothing more is judged of it, because it was violated or grew too large. */
  boolean ended() {
    return ended;
  }

  /** Stops judging it and lets go of everything. */
  void end() {
    ended = true;
    queue.clear();
    open = new ArrayList<>();
    frontier = new Frontier<>();
  }

  void invoked(Opened operation) {
    queue.add(new Entry(operation, false));
  }

  void completed(Opened operation) {
    if (operation.completed() != null && Opened.isReturn(operation.completed().type())) {
      queue.add(new Entry(operation, true));
    }
  }

  /** How many events wait. */
  int waiting() {
    return queue.size();
  }

  List<Opened> recent() {
    return new ArrayList<>(recent);
  }

  List<Configuration<S>> configurations() {
    return frontier.members();
  }

  List<Opened> open() {
    return open;
  }

  /** Judges what can be judged; the violation, if there is one. */
  Optional<DeadEnd<S>> drain() throws TooManyException {
    while (!queue.isEmpty()) {
      Entry head = queue.peekFirst();
      Opened operation = head.operation();
      if (head.returns()) {
        for (Opened other : open) {
          if (!other.resolved()) {
            return Optional.empty();
          }
        }
        queue.removeFirst();
        Optional<DeadEnd<S>> dead = returned(operation);
        if (dead.isPresent()) {
          return dead;
        }
      } else {
        queue.removeFirst();
        opened(operation);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the events that wait are a violation already, however the open operations end. Changes
   * nothing.
   */
  Optional<DeadEnd<S>> peek() throws TooManyException {
    if (queue.stream().noneMatch(Entry::returns)) {
      return Optional.empty();
    }
    List<Opened> openBefore = open;
    BitSet slotsBefore = (BitSet) slots.clone();
    Frontier<S> frontierBefore = frontier;
    open = new ArrayList<>(openBefore);
    // An open operation counts as crashed here, and as live once it has returned.
    try {
      for (Entry entry : queue) {
        if (entry.returns()) {
          Optional<DeadEnd<S>> dead = returned(entry.operation());
          if (dead.isPresent()) {
            return dead;
          }
        } else {
          opened(entry.operation());
        }
      }
      return Optional.empty();
    } finally {
      open = openBefore;
      slots = slotsBefore;
      frontier = frontierBefore;
      for (Entry entry : queue) {
        if (!entry.returns()) {
          entry.operation().slot(-1);
        }
      }
    }
  }

  private void opened(Opened operation) {
    int slot = slots.nextClearBit(0);
    slots.set(slot);
    operation.slot(slot);
    open.add(operation);
  }

  private Optional<DeadEnd<S>> returned(Opened returning) throws TooManyException {
    Call call = returning.call(spec.perProcess());
    if (!spec.constrains(call)) {
      close(returning);
      return Optional.empty();
    }
    Frontier<S> after = new Frontier<>();
    Frontier<S> seen = new Frontier<>();
    for (Configuration<S> configuration : frontier.members()) {
      Configuration<S> settled = settle(configuration);
      (settled.placed(returning) ? after : seen).add(settled);
    }
    for (int i = 0; i < seen.size(); i++) {
      Configuration<S> configuration = seen.get(i);
      for (Opened operation : open) {
        place(configuration, operation, returning, seen, after);
      }
      if (seen.size() + after.size() > mostConfigurations) {
        throw new TooManyException();
      }
    }
    if (after.size() == 0) {
      return Optional.of(new DeadEnd<>(returning, reached(seen), List.copyOf(open)));
    }
    frontier = after;
    close(returning);
    retire();
    return Optional.empty();
  }

  private List<Reached<S>> reached(Frontier<S> seen) {
    return seen.members().stream()
        .map(
            configuration ->
                new Reached<>(
                    configuration.state(),
                    open.stream().filter(operation -> !configuration.placed(operation)).toList()))
        .toList();
  }

  private void place(
      Configuration<S> configuration,
      Opened operation,
      Opened returning,
      Frontier<S> seen,
      Frontier<S> after) {
    if (configuration.placed(operation)) {
      return;
    }
    Call call = operation.call(spec.perProcess());
    if (!spec.constrains(call)
        || (operation.crashed() && isBlocked(configuration, operation, call))) {
      return;
    }
    Step<S> step = spec.step(configuration.state(), call);
    if (step instanceof Step.Next<S> next) {
      reach(configuration.placing(operation, next.state()), returning, seen, after);
    } else if (step instanceof Step.Choices<S> several) {
      for (S state : several.states()) {
        reach(configuration.placing(operation, state), returning, seen, after);
      }
    }
  }

  private void reach(
      Configuration<S> reached, Opened returning, Frontier<S> seen, Frontier<S> after) {
    Configuration<S> settled = settle(reached);
    (settled.placed(returning) ? after : seen).add(settled);
  }

  /**
   * A crashed operation that changes nothing need not take effect; of several that are the same
   * call only the first invoked need.
   */
  private boolean isBlocked(Configuration<S> configuration, Opened operation, Call call) {
    if (spec.readOnly(call)) {
      return true;
    }
    for (Opened other : open) {
      if (other == operation) {
        return false;
      }
      if (other.crashed()
          && !configuration.placed(other)
          && other.call(spec.perProcess()).equals(call)) {
        return true;
      }
    }
    return false;
  }

  /** With every open operation placed that changes nothing and fits. */
  private Configuration<S> settle(Configuration<S> configuration) {
    Configuration<S> settled = configuration;
    for (Opened operation : open) {
      if (!operation.crashed() && !settled.placed(operation)) {
        Call call = operation.call(spec.perProcess());
        if (spec.constrains(call)
            && spec.readOnly(call)
            && !(spec.step(settled.state(), call) instanceof Step.Rejected)) {
          settled = settled.placing(operation, settled.state());
        }
      }
    }
    return settled;
  }

  private void close(Opened operation) {
    open.remove(operation);
    free(operation.slot());
    recent.addLast(operation);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
  }

  private void free(int slot) {
    slots.clear(slot);
    Frontier<S> freed = new Frontier<>();
    for (Configuration<S> configuration : frontier.members()) {
      freed.add(configuration.without(slot));
    }
    frontier = freed;
  }

  /** Lets go of crashed operations that have taken effect for certain, or never need to. */
  private void retire() {
    for (Opened operation : new ArrayList<>(open)) {
      if (!operation.resolved() || !operation.crashed()) {
        continue;
      }
      Call call = operation.call(spec.perProcess());
      boolean useless = !spec.constrains(call) || spec.readOnly(call);
      if (useless || frontier.members().stream().allMatch(c -> c.placed(operation))) {
        open.remove(operation);
        free(operation.slot());
      }
    }
  }

  /** The operation that has been open for longest, of those whose end is not known. */
  @Nullable Opened oldestUnresolved() {
    for (Opened operation : open) {
      if (!operation.resolved()) {
        return operation;
      }
    }
    return null;
  }

  /** Takes an operation for crashed. */
  void giveUp(Opened operation) {
    operation.giveUp();
  }

  /** Puts back what a checkpoint held. */
  void restore(List<Opened> opened, List<Configuration<S>> configurations, List<Waiting> waiting) {
    for (Opened operation : opened) {
      slots.set(operation.slot());
      open.add(operation);
    }
    frontier = new Frontier<>();
    configurations.forEach(frontier::add);
    waiting.forEach(entry -> queue.add(new Entry(entry.operation(), entry.returns())));
  }

  /** An event that waits. */
  record Waiting(Opened operation, boolean returns) {}

  List<Waiting> waitingEvents() {
    return queue.stream().map(e -> new Waiting(e.operation(), e.returns())).toList();
  }
}

package minos.stream;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import minos.history.Event;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.history.Problems;
import minos.spec.SequentialSpec;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;

/**
 * Judges whether an endless history is linearizable while its events come in, each key by itself,
 * with memory bounded by what is open at once. Its theory is in {@link StreamedObject}.
 *
 * <p>A violated key is told once and not judged any further. At the end there is a verdict as of
 * any check; a recording that ends is consistent only if every event was judged knowing how all
 * operations that overlapped it ended.
 *
 * <pre>{@code
 * List<Violation> found = new ArrayList<>();
 * StreamJudge<?> judge =
 *     new StreamJudge<>(
 *         Register.plain(ModelOptions.DEFAULTS), false, 10_000, found::add, "a queue");
 * judge.accept(Event.of(EventType.INVOKE, Value.of(0), "write", Value.of(7)));
 * judge.accept(Event.of(EventType.OK, Value.of(0), "write", Value.of(7)));
 * judge.accept(Event.of(EventType.INVOKE, Value.of(1), "read", null));
 * judge.accept(Event.of(EventType.OK, Value.of(1), "read", Value.of(8)));
 * // Told at once: the stream may go on for ever.
 * assert found.size() == 1;
 * }</pre>
 *
 * <p>Not thread-safe.
 *
 * @param <S> states of the specification
 */
public final class StreamJudge<S> {
  /** Configurations of one key that are held at most. */
  private static final int MOST_CONFIGURATIONS = 1 << 20;

  private final SequentialSpec<S> spec;
  private final boolean keyedByValue;
  private final int mostWaiting;
  private final Consumer<Violation> found;
  private final OpenOperations open;
  private final Tally tally = new Tally();
  private final long started = System.nanoTime();
  private final Map<Value, StreamedObject<S>> objects = new LinkedHashMap<>();

  /**
   * A judge of a stream that begins with the object's initial state.
   *
   * @param keyedByValue whether every value is {@code [key value]}
   * @param mostWaiting how many events of one key may wait for the end of one operation, before
   *     that is taken for crashed
   * @param found told of each violation at once
   * @param source what messages call the stream
   */
  public StreamJudge(
      SequentialSpec<S> spec,
      boolean keyedByValue,
      int mostWaiting,
      Consumer<Violation> found,
      String source) {
    this.spec = spec;
    this.keyedByValue = keyedByValue;
    this.mostWaiting = mostWaiting;
    this.found = found;
    this.open = new OpenOperations(new Problems(source));
  }

  /**
   * Takes the next event.
   *
   * @throws MalformedHistoryException if the events can't be those of a history
   */
  public void accept(Event event) throws MalformedHistoryException {
    tally.event();
    if (!event.ofClient()) {
      return;
    }
    if (event.type() == EventType.INVOKE) {
      invoke(event);
    } else {
      complete(event);
    }
  }

  private void invoke(Event event) throws MalformedHistoryException {
    Opened operation = new Opened(tally.events(), withKey(event));
    open.invoked(operation);
    tally.operation();
    StreamedObject<S> object = object(operation);
    if (!object.ended()) {
      object.invoked(operation);
    }
  }

  private void complete(Event event) throws MalformedHistoryException {
    Opened operation = open.completed(event);
    if (event.type() == EventType.OK) {
      tally.success();
    }
    if (operation.givenUp()) {
      return;
    }
    operation.complete(tally.events(), withKey(event));
    StreamedObject<S> object = object(operation);
    if (!object.ended()) {
      object.completed(operation);
      judge(key(operation), object);
      if (object.waiting() > mostWaiting) {
        giveUp(object);
      }
    }
  }

  /** With the key taken out of the value, if that is where it is. */
  private Event withKey(Event event) {
    if (!keyedByValue || !(event.value() instanceof Seq pair) || pair.size() != 2) {
      return event;
    }
    return new Event(
        event.type(),
        event.process(),
        event.f(),
        pair.get(0),
        pair.get(1),
        event.index(),
        event.time(),
        event.line(),
        event.extra());
  }

  private static Value key(Opened operation) {
    Value key = operation.invoked().key();
    return key == null ? Nil.NIL : key;
  }

  private StreamedObject<S> object(Opened operation) {
    return objects.computeIfAbsent(key(operation), key -> newObject());
  }

  private void judge(Value key, StreamedObject<S> object) throws MalformedHistoryException {
    try {
      Optional<StreamedObject.DeadEnd<S>> dead = object.drain();
      if (dead.isPresent()) {
        violated(key, object, dead.get());
      }
    } catch (StreamedObject.TooManyException e) {
      object.end();
      tally.incomplete(
          Cause.Kind.MEMORY,
          "key " + key + " has more than " + MOST_CONFIGURATIONS + " configurations");
    }
  }

  private void giveUp(StreamedObject<S> object) throws MalformedHistoryException {
    Opened oldest = object.oldestUnresolved();
    if (oldest != null) {
      object.giveUp(oldest);
      tally.incomplete(
          Cause.Kind.UNSUPPORTED,
          "the "
              + oldest.invoked().f()
              + " of "
              + oldest.place()
              + " stayed open for "
              + mostWaiting
              + " events, and was taken for crashed");
      judge(key(oldest), object);
    }
  }

  /**
   * Looks whether what waits is a violation already, however the open operations end. To be called
   * when nothing comes in for a while; takes as long as what waits is long.
   */
  public void lookAhead() throws MalformedHistoryException {
    for (Map.Entry<Value, StreamedObject<S>> entry : objects.entrySet()) {
      StreamedObject<S> object = entry.getValue();
      if (object.ended() || object.waiting() == 0) {
        continue;
      }
      try {
        Optional<StreamedObject.DeadEnd<S>> dead = object.peek();
        if (dead.isPresent()) {
          violated(entry.getKey(), object, dead.get());
        }
      } catch (StreamedObject.TooManyException e) {
        // Open operations taken for crashed allow more than there will be in the end.
        assert object.waiting() > 0;
      }
    }
  }

  /** The stream has ended: what is still open may have happened. */
  public CheckResult finish() throws MalformedHistoryException {
    for (Map.Entry<Value, StreamedObject<S>> entry : objects.entrySet()) {
      StreamedObject<S> object = entry.getValue();
      for (Opened oldest = object.oldestUnresolved();
          oldest != null && !object.ended();
          oldest = object.oldestUnresolved()) {
        object.giveUp(oldest);
        judge(entry.getKey(), object);
      }
    }
    return result();
  }

  /** What is known so far. */
  public CheckResult result() {
    return new CheckResult(
        "linearizable",
        spec.name(),
        tally.verdict(),
        Duration.ofNanos(System.nanoTime() - started),
        "just-in-time, as a stream",
        List.of("the stream begins with the initial state " + spec.describe(spec.initial())),
        Dict.EMPTY);
  }

  /** How many events came in. */
  public long events() {
    return tally.events();
  }

  /** How many operations began. */
  public long operations() {
    return tally.operations();
  }

  /** How many objects there are. */
  public int keys() {
    return objects.size();
  }

  /** How many violations were found. */
  public long violationCount() {
    return tally.violationCount();
  }

  private void violated(Value key, StreamedObject<S> object, StreamedObject.DeadEnd<S> dead)
      throws MalformedHistoryException {
    Violation violation = new StreamedViolation<>(spec, key, object.recent(), dead).violation();
    tally.violation(violation);
    object.end();
    found.accept(violation);
  }

  /** What {@link #accept} needs to go on later; empty if states can't be written. */
  public Optional<Dict> save() {
    return new Checkpoint<>(spec).save(this);
  }

  /**
   * Goes on from what {@link #save} gave, of a judge of the same specification.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public void restore(Dict saved) {
    new Checkpoint<>(spec).restore(this, saved);
  }

  Map<Value, StreamedObject<S>> objects() {
    return objects;
  }

  OpenOperations open() {
    return open;
  }

  Tally tally() {
    return tally;
  }

  StreamedObject<S> newObject() {
    return new StreamedObject<>(spec, MOST_CONFIGURATIONS);
  }
}

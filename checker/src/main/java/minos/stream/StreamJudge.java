package minos.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.Problems;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

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

  /** States that an explanation shows. */
  private static final int SHOWN = 8;

  /** Violations that the final result has. */
  private static final int KEPT = 1_000;

  private final SequentialSpec<S> spec;
  private final boolean keyedByValue;
  private final int mostWaiting;
  private final Consumer<Violation> found;
  private final Problems problems;
  private final long started = System.nanoTime();
  private final Map<Value, StreamedObject<S>> objects = new LinkedHashMap<>();
  private final Map<Value, Opened> openOf = new LinkedHashMap<>();
  private final Set<Opened> givenUp = new LinkedHashSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private long violationCount;
  private @Nullable Cause incomplete;
  private long events;
  private long operations;
  private long successes;

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
    this.problems = new Problems(source);
  }

  /**
   * Takes the next event.
   *
   * @throws MalformedHistoryException if the events can't be those of a history
   */
  public void accept(Event event) throws MalformedHistoryException {
    events++;
    if (!event.ofClient()) {
      return;
    }
    Value process = event.process() == null ? Nil.NIL : event.process();
    if (event.type() == EventType.INVOKE) {
      invoke(event, process);
    } else {
      complete(event, process);
    }
  }

  private void invoke(Event event, Value process) throws MalformedHistoryException {
    Opened before = openOf.get(process);
    if (before != null && !givenUp.contains(before)) {
      throw problems.fatal(
          event.line(),
          "process "
              + process
              + " invokes "
              + event.f()
              + ", but its "
              + before.invoked().f()
              + " of line "
              + before.invoked().line()
              + " is still open; give each client a process of its own");
    }
    Opened operation = new Opened(events, withKey(event));
    openOf.put(process, operation);
    operations++;
    StreamedObject<S> object = object(operation);
    if (!object.ended()) {
      object.invoked(operation);
    }
  }

  private void complete(Event event, Value process) throws MalformedHistoryException {
    Opened operation = openOf.remove(process);
    if (operation == null) {
      throw problems.fatal(
          event.line(),
          "process "
              + process
              + " completes "
              + event.f()
              + ", but it has nothing open; a stream begins before its first operation");
    }
    successes += event.type() == EventType.OK ? 1 : 0;
    if (givenUp.remove(operation)) {
      return;
    }
    operation.complete(events, withKey(event));
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
    return objects.computeIfAbsent(
        key(operation), key -> new StreamedObject<>(spec, MOST_CONFIGURATIONS));
  }

  private void judge(Value key, StreamedObject<S> object) throws MalformedHistoryException {
    try {
      Optional<StreamedObject.DeadEnd<S>> dead = object.drain();
      if (dead.isPresent()) {
        violated(key, object, dead.get());
      }
    } catch (StreamedObject.TooManyException e) {
      tooMany(key, object);
    }
  }

  private void tooMany(Value key, StreamedObject<S> object) {
    object.end();
    incomplete(
        Cause.Kind.MEMORY,
        "key " + key + " has more than " + MOST_CONFIGURATIONS + " configurations");
  }

  private void incomplete(Cause.Kind kind, String message) {
    if (incomplete == null) {
      incomplete = new Cause(kind, message);
    }
  }

  private void giveUp(StreamedObject<S> object) throws MalformedHistoryException {
    Opened oldest = object.oldestUnresolved();
    if (oldest != null) {
      object.giveUp(oldest);
      givenUp.add(oldest);
      incomplete(
          Cause.Kind.UNSUPPORTED,
          "the "
              + oldest.invoked().f()
              + " of line "
              + oldest.invoked().line()
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
      for (Opened open = object.oldestUnresolved();
          open != null && !object.ended();
          open = object.oldestUnresolved()) {
        object.giveUp(open);
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
        verdict(),
        Duration.ofNanos(System.nanoTime() - started),
        "just-in-time, as a stream",
        List.of("the stream begins with the initial state " + describe(spec.initial())),
        Dict.EMPTY);
  }

  private Verdict verdict() {
    if (!violations.isEmpty()) {
      return new Verdict.Violated(violations);
    }
    Cause cause = incomplete;
    if (operations == 0) {
      cause = new Cause(Cause.Kind.EMPTY, "the stream had no operation of a client");
    } else if (successes == 0) {
      cause =
          new Cause(
              Cause.Kind.NOTHING_SUCCEEDED, "none of the " + operations + " operations succeeded");
    }
    return cause == null ? new Verdict.Consistent() : new Verdict.Undecided(cause);
  }

  /** How many events came in. */
  public long events() {
    return events;
  }

  /** How many operations began. */
  public long operations() {
    return operations;
  }

  /** How many objects there are. */
  public int keys() {
    return objects.size();
  }

  /** How many violations were found. */
  public long violationCount() {
    return violationCount;
  }

  private String describe(S state) {
    return spec.describe(state);
  }

  private void violated(Value key, StreamedObject<S> object, StreamedObject.DeadEnd<S> dead)
      throws MalformedHistoryException {
    Violation violation = new Telling(key, object, dead).violation();
    violationCount++;
    if (violations.size() < KEPT) {
      violations.add(violation);
    }
    object.end();
    found.accept(violation);
  }

  /** Makes a small history of what is still known, to tell the violation with. */
  private final class Telling {
    private final Value key;
    private final StreamedObject.DeadEnd<S> dead;
    private final List<Opened> told;
    private final Map<Opened, Operation> views = new LinkedHashMap<>();

    Telling(Value key, StreamedObject<S> object, StreamedObject.DeadEnd<S> dead)
        throws MalformedHistoryException {
      this.key = key;
      this.dead = dead;
      Set<Opened> all = new LinkedHashSet<>(object.recent());
      all.addAll(dead.open());
      all.add(dead.culprit());
      told = new ArrayList<>(all);
      told.sort(Comparator.comparingLong(Opened::id));
      History history = history();
      for (int i = 0; i < told.size(); i++) {
        views.put(told.get(i), history.operation(i));
      }
    }

    private History history() throws MalformedHistoryException {
      record At(long when, Event event) {}
      List<At> all = new ArrayList<>();
      for (Opened operation : told) {
        all.add(new At(operation.id(), operation.invoked()));
        Event end = operation.completed();
        if (end != null) {
          all.add(new At(operation.completedId(), end));
        }
      }
      all.sort(Comparator.comparingLong(At::when));
      HistoryBuilder builder = new HistoryBuilder();
      for (At at : all) {
        builder.accept(at.event().unnumbered());
      }
      return builder.build();
    }

    Violation violation() {
      Operation culprit = view(dead.culprit());
      Call call = dead.culprit().call(spec.perProcess());
      List<Explanation.StateThen> states = new ArrayList<>();
      Set<S> seen = new LinkedHashSet<>();
      boolean complete = true;
      for (StreamedObject.Reached<S> reached : dead.reached()) {
        if (!(spec.step(reached.state(), call) instanceof Step.Rejected<S> rejected)
            || !seen.add(reached.state())) {
          continue;
        }
        if (states.size() == SHOWN) {
          complete = false;
          break;
        }
        states.add(
            new Explanation.StateThen(
                describe(reached.state()), pending(reached), rejected.reason()));
      }
      String why = states.isEmpty() ? "no state allows it" : states.get(0).reason();
      return new Violation(
          Anomaly.NOT_LINEARIZABLE,
          key.isNil() ? Optional.empty() : Optional.of(key),
          "`"
              + call
              + "` by process "
              + culprit.process()
              + " (line "
              + dead.culprit().invoked().line()
              + ") fits no order of the operations up to its completion: "
              + why
              + ".",
          Optional.of(culprit),
          told.stream().map(this::view).toList(),
          new Explanation.DeadEnd(culprit, Optional.empty(), states, complete));
    }

    private List<Operation> pending(StreamedObject.Reached<S> reached) {
      return reached.pending().stream()
          .filter(operation -> operation != dead.culprit())
          .filter(operation -> !spec.readOnly(operation.call(spec.perProcess())))
          .map(this::view)
          .toList();
    }

    private Operation view(Opened operation) {
      Operation view = views.get(operation);
      if (view == null) {
        throw new IllegalStateException("an operation that is not told of");
      }
      return view;
    }
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

  Map<Value, Opened> openOf() {
    return openOf;
  }

  Set<Opened> givenUp() {
    return givenUp;
  }

  long successes() {
    return successes;
  }

  Optional<Cause> incompleteCause() {
    return Optional.ofNullable(incomplete);
  }

  void counts(long eventCount, long operationCount, long successCount, @Nullable Cause cause) {
    events = eventCount;
    operations = operationCount;
    successes = successCount;
    incomplete = cause;
  }

  StreamedObject<S> newObject() {
    return new StreamedObject<>(spec, MOST_CONFIGURATIONS);
  }
}

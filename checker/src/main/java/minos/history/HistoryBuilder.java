package minos.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Pairs, validates and interns events into a {@link History}. Streams: it keeps columns, never
 * events of clients.
 *
 * <ul>
 *   <li>Real time is the order of the events, by their index where they have one, or by their time
 *       if asked.
 *   <li>The first event decides whether there is an index: then every event needs one, each its
 *       own.
 *   <li>A process has one operation open at a time. One that reuses its number after {@code info}
 *       gets a warning.
 *   <li>Processes named by a keyword (or {@code "nemesis"}) are not clients; their events are kept
 *       aside.
 *   <li>Where no event has a process at all, a completion goes with the first open invocation of
 *       its function, by value if possible; one without any is an operation that may have begun at
 *       any time before.
 * </ul>
 *
 * <pre>{@code
 * HistoryBuilder builder = new HistoryBuilder();
 * builder.accept(Event.of(EventType.INVOKE, Value.of(0), "write", Value.of(7)));
 * builder.accept(Event.of(EventType.INVOKE, Value.of(1), "read", null));
 * builder.accept(Event.of(EventType.OK, Value.of(0), "write", Value.of(7)));
 * builder.accept(Event.of(EventType.OK, Value.of(1), "read", Value.of(7)));
 * History history = builder.build();
 * assert history.size() == 2;
 * }</pre>
 *
 * <p>Not thread-safe; one use.
 */
public final class HistoryBuilder implements EventSink {
  private final String source;
  private OrderBy orderBy;
  private final Problems problems;
  private final Suspicions suspicions = new Suspicions();
  private final Dictionary dictionary = new Dictionary();
  private final Columns columns = Columns.empty();
  private final Openings openings = new Openings(columns, dictionary);
  private final Names<Value> processes = new Names<>();
  private final Names<String> functions = new Names<>();
  private final Names<Value> keys = new Names<>();
  private final Map<String, FieldColumn> fields = new LinkedHashMap<>();
  private final List<Event> others = new ArrayList<>();
  private final Numbering numbering;
  private @Nullable Boolean processesNamed;
  private String format = "memory";
  private Dict header = Dict.EMPTY;
  private Optional<String> truncated = Optional.empty();
  private int events;

  /**
   * A builder of one history.
   *
   * @param source the file's name, or {@code -} for standard input; for messages
   * @param orderBy what to take for real time
   */
  public HistoryBuilder(String source, OrderBy orderBy) {
    this.source = source;
    this.orderBy = orderBy;
    this.problems = new Problems(source);
    this.numbering = new Numbering(columns, problems);
  }

  /** A builder of a history made in memory, ordered as its events come. */
  public HistoryBuilder() {
    this("memory", OrderBy.INDEX);
  }

  /** Where a reader of the same source reports its own problems, so that all come out together. */
  public Problems problems() {
    return problems;
  }

  /** The source's name. */
  public String source() {
    return source;
  }

  /** How many events were taken so far, those with problems included. */
  public int events() {
    return events;
  }

  /** Says which format the events come from. */
  public void format(String name) {
    format = name;
  }

  /**
   * Takes another order for real time than asked for: that of the times, for a source whose events
   * come in no order of their own, such as a table with one operation a row.
   */
  public void orderBy(OrderBy order) {
    orderBy = order;
  }

  /** What the source says of itself. */
  public void header(Dict dict) {
    header = dict;
  }

  /**
   * Says that the recording breaks off before its end, and how we know. A consistent verdict is
   * then not to be had.
   */
  public void truncated(String how) {
    truncated = Optional.of(how);
  }

  /**
   * Notes something suspicious that the reader saw; the same message is counted, with its first
   * line.
   */
  public void warn(long line, String message) {
    suspicions.add(line, message);
  }

  /** Where a reader puts the micro-operations of a transaction; see the other {@code accept}. */
  public MicroOperationBuffer microOperations() {
    return dictionary.microOperations();
  }

  @Override
  public void accept(Event event) throws MalformedHistoryException {
    accept(event, null);
  }

  /**
   * Takes an event of a process that has a transaction for its value: an invocation gets the
   * micro-operations without what they read, a completion all of them. The same as taking an event
   * with a value, but none is made.
   *
   * @param transaction what this builder {@linkplain #microOperations made}; null if the event's
   *     own value counts
   */
  public void accept(Event event, @Nullable MicroOperationBuffer transaction)
      throws MalformedHistoryException {
    if (events == Integer.MAX_VALUE - 1) {
      throw problems.fatal(event.line(), "more than " + events + " events; split the history");
    }
    int position = events++;
    numbering.next(event, position);
    if (!event.ofClient()) {
      others.add(event);
      return;
    }
    Value name = event.process() == null ? Nil.NIL : event.process();
    boolean named = event.process() != null;
    if (processesNamed == null) {
      processesNamed = named;
    } else if (processesNamed != named) {
      problems.add(
          event.line(),
          named
              ? "an event with a process in a history whose first events have none; give every event a :process, or none"
              : "an event without a process; every event of this history needs a :process");
      return;
    }
    int process = processes.number(name);
    if (named) {
      suspicions.watchClock(event, process);
    }
    if (event.type() == EventType.INVOKE) {
      invoke(event, transaction, position, process, named);
    } else {
      complete(event, transaction, position, process, named);
    }
  }

  /**
   * The history.
   *
   * @throws MalformedHistoryException with all the problems found
   */
  public History build() throws MalformedHistoryException {
    numbering.finish(orderBy, events, others);
    problems.throwIfAny();
    boolean anyOk = false;
    for (int i = 0; i < columns.size() && !anyOk; i++) {
      anyOk = columns.outcome().get(i) == Outcome.OK.code();
    }
    if (!anyOk && columns.size() > 0) {
      suspicions.add(Event.ABSENT, "no operation of the history succeeded");
    }
    Origin origin = new Origin(source, format, header, truncated);
    return new History(
        origin,
        dictionary,
        columns,
        numbering.indexes(),
        processes,
        functions,
        keys,
        fields,
        others,
        suspicions.warnings(),
        events);
  }

  private void invoke(
      Event event,
      @Nullable MicroOperationBuffer transaction,
      int position,
      int process,
      boolean named)
      throws MalformedHistoryException {
    if (named) {
      int open = openings.of(process);
      if (open >= 0) {
        problems.add(
            event.line(),
            "process "
                + event.process()
                + " invokes "
                + event.f()
                + " while its "
                + functions.name(columns.function().get(open))
                + lineOf(open)
                + " is open; a process has one operation open at a time");
        return;
      }
      if (openings.crashed(process)) {
        suspicions.add(
            event.line(),
            "a process goes on under the same number after an operation of unknown outcome");
      }
    }
    int input = input(event, transaction);
    int operation = begin(event, process, position, event.line(), input);
    if (named) {
      openings.open(process, operation);
    } else {
      openings.openAnonymous(operation);
    }
  }

  private int begin(Event event, int process, int position, long line, int input) {
    int operation = columns.size();
    columns.process().add(process);
    columns.function().add(functions.number(event.f()));
    columns.key().add(key(event));
    columns.input().add(input);
    columns.output().add(Dictionary.ABSENT);
    columns.outcome().add(Outcome.INFO.code());
    columns.invoked().add(position);
    columns.completed().add(History.NEVER);
    columns.invokeTime().add(event.type() == EventType.INVOKE ? event.time() : Event.ABSENT);
    columns.completeTime().add(Event.ABSENT);
    columns.invokeLine().add(lineNumber(line));
    columns.completeLine().add(-1);
    numbering.invoked(operation, event);
    if (event.type() == EventType.INVOKE) {
      event.extra().forEach((name, value) -> field(name).putInvoked(operation, intern(value)));
    }
    return operation;
  }

  private void complete(
      Event event,
      @Nullable MicroOperationBuffer transaction,
      int position,
      int process,
      boolean named)
      throws MalformedHistoryException {
    int operation;
    if (named) {
      operation = openings.of(process);
      if (operation < 0) {
        problems.add(
            event.line(),
            "process "
                + event.process()
                + " completes "
                + event.f()
                + " ("
                + event.type().word()
                + ") without having invoked it; the invocation is missing or was completed already");
        return;
      }
      openings.close(process, event.type() == EventType.INFO);
      String invoked = functions.name(columns.function().get(operation));
      if (!event.f().isEmpty() && !event.f().equals(invoked)) {
        problems.add(
            event.line(),
            "process "
                + event.process()
                + " completes "
                + event.f()
                + ", but what it invoked"
                + lineOf(operation)
                + " is "
                + invoked);
        return;
      }
    } else {
      operation = openings.closeAnonymous(functions.number(event.f()), plain(event.value()));
      if (operation < 0) {
        suspicions.add(
            event.line(),
            "a completion without process and invocation: it may have begun at any time before");
        operation = begin(event, process, 0, Event.ABSENT, Dictionary.ABSENT);
      }
    }
    Outcome outcome =
        switch (event.type()) {
          case OK -> Outcome.OK;
          case FAIL -> Outcome.FAIL;
          case INFO, INVOKE -> Outcome.INFO;
        };
    columns.outcome().set(operation, outcome.code());
    columns.output().set(operation, output(operation, event, transaction));
    columns.completed().set(operation, outcome == Outcome.INFO ? History.NEVER : position);
    columns.completeTime().set(operation, event.time());
    columns.completeLine().set(operation, lineNumber(event.line()));
    numbering.completed(operation, event, outcome);
    int key = key(event);
    if (key >= 0 && columns.key().get(operation) < 0) {
      columns.key().set(operation, key);
    } else if (key >= 0 && columns.key().get(operation) != key) {
      problems.add(
          event.line(),
          "an operation invoked on key "
              + keys.name(columns.key().get(operation))
              + " completes on key "
              + keys.name(key));
    }
    int completedOperation = operation;
    event
        .extra()
        .forEach((name, value) -> field(name).putCompleted(completedOperation, intern(value)));
    if (outcome == Outcome.FAIL) {
      suspicions.watchFailure(event);
    }
  }

  private int key(Event event) {
    if (event.key() != null) {
      return keys.number(event.key());
    }
    return event.value() instanceof Pair pair ? keys.number(pair.key()) : -1;
  }

  private static @Nullable Value plain(@Nullable Value value) {
    return value instanceof Pair pair ? pair.value() : value;
  }

  private int intern(@Nullable Value value) {
    return value == null ? Dictionary.ABSENT : dictionary.intern(value);
  }

  private int input(Event event, @Nullable MicroOperationBuffer transaction) {
    return transaction == null
        ? intern(plain(event.value()))
        : dictionary.intern(transaction.asked());
  }

  private int output(int operation, Event event, @Nullable MicroOperationBuffer transaction) {
    int input = columns.input().get(operation);
    if (transaction != null) {
      return dictionary.intern(transaction.known(), input);
    }
    Value value = plain(event.value());
    return value == null ? Dictionary.ABSENT : dictionary.intern(value, input);
  }

  private FieldColumn field(String name) {
    return fields.computeIfAbsent(name, ignored -> new FieldColumn());
  }

  private String lineOf(int operation) {
    int line = columns.invokeLine().get(operation);
    return line < 0 ? "" : " (line " + line + ")";
  }

  private static int lineNumber(long line) {
    return line == Event.ABSENT || line > Integer.MAX_VALUE ? -1 : (int) line;
  }
}

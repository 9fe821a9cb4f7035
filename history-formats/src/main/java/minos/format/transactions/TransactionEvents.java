package minos.format.transactions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * Makes an invocation and a completion of each transaction.
 *
 * <p>The header of the history gets {@code "real-time" false}: the order of the events means
 * nothing but the order of the transactions within each process. Where the format has a value that
 * stands for the initial state, the header gets it as {@code "initial"}: a read of that value,
 * where no transaction wrote it to that key, saw the initial state.
 */
final class TransactionEvents {
  private static final Keyword READ = new Keyword("r");
  private static final Keyword WRITE = new Keyword("w");

  private final HistoryBuilder sink;

  TransactionEvents(HistoryBuilder sink) {
    this.sink = sink;
    sink.header(header(Map.of()));
  }

  TransactionEvents(HistoryBuilder sink, Value initial) {
    this.sink = sink;
    sink.header(header(Map.of(new Text("initial"), initial)));
  }

  private static Dict header(Map<Value, Value> more) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(new Text("real-time"), Bool.FALSE);
    entries.putAll(more);
    return new Dict(entries);
  }

  /** A read or write of a register. */
  static Seq step(boolean write, Value key, Value value) {
    return new Seq(List.of(write ? WRITE : READ, key, value));
  }

  /** A micro-operation: {@code [:r key value]}, {@code [:w key value]}, {@code [:append key v]}. */
  static Seq step(String name, Value key, Value value) {
    return new Seq(List.of(new Keyword(name), key, value));
  }

  /**
   * Adds a transaction.
   *
   * @param steps its micro-operations, with what was read
   * @param from the line of its beginning
   * @param to the line of its end
   * @param extra what else the source says of it
   */
  void add(
      Value session, List<Seq> steps, Outcome outcome, long from, long to, Map<String, Value> extra)
      throws MalformedHistoryException {
    List<Value> asked = new ArrayList<>(steps.size());
    for (Seq step : steps) {
      asked.add(step.get(0).equals(READ) ? new Seq(List.of(READ, step.get(1), Nil.NIL)) : step);
    }
    sink.accept(event(EventType.INVOKE, session, new Seq(asked), from, Map.of()));
    EventType type =
        switch (outcome) {
          case OK -> EventType.OK;
          case FAIL -> EventType.FAIL;
          case INFO -> EventType.INFO;
        };
    sink.accept(event(type, session, new Seq(List.copyOf(steps)), to, extra));
  }

  private static Event event(
      EventType type, Value session, Value value, long line, Map<String, Value> extra) {
    return new Event(type, session, "txn", null, value, Event.ABSENT, Event.ABSENT, line, extra);
  }
}

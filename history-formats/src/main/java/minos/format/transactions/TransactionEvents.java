package minos.format.transactions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.MicroOperationBuffer;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Keyword;
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

  /** Where the micro-operations of a transaction are put that is read one at a time. */
  MicroOperationBuffer microOperations() {
    return sink.microOperations();
  }

  /** A micro-operation: {@code [:r key value]}, {@code [:w key value]}, {@code [:append key v]}. */
  static Seq step(String name, Value key, Value value) {
    return new Seq(List.of(new Keyword(name), key, value));
  }

  /** Adds a transaction of such steps, with what was read. */
  void add(
      Value session, List<Seq> steps, Outcome outcome, long from, long to, Map<String, Value> extra)
      throws MalformedHistoryException {
    MicroOperationBuffer micros = sink.microOperations();
    for (Seq step : steps) {
      micros.add((Keyword) step.get(0), step.get(1), step.get(2));
    }
    add(session, micros, outcome, from, to, extra);
  }

  /**
   * Adds a transaction.
   *
   * @param micros its micro-operations, with what was read
   * @param from the line of its beginning
   * @param to the line of its end
   * @param extra what else the source says of it
   */
  void add(
      Value session,
      MicroOperationBuffer micros,
      Outcome outcome,
      long from,
      long to,
      Map<String, Value> extra)
      throws MalformedHistoryException {
    EventType type =
        switch (outcome) {
          case OK -> EventType.OK;
          case FAIL -> EventType.FAIL;
          case INFO -> EventType.INFO;
        };
    sink.accept(event(EventType.INVOKE, session, from, Map.of()), micros);
    sink.accept(event(type, session, to, extra), micros);
  }

  private static Event event(EventType type, Value session, long line, Map<String, Value> extra) {
    return new Event(type, session, "txn", null, null, Event.ABSENT, Event.ABSENT, line, extra);
  }
}

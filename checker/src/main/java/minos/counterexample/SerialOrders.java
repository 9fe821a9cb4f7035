package minos.counterexample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.check.Check;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.transactions.TransactionModel;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Value;
import minos.verdict.CheckResult;

/**
 * Serializability of a few transactions, by searching for a serial order as one would for that of
 * operations on a single object that holds all keys.
 *
 * <p>Sound and complete by definition: strict serializability is linearizability of that object,
 * and serializability the same with all transactions at once, so that real time says nothing. Where
 * a history has no order but that of its sessions, that counts: the object then also holds how many
 * transactions each session has completed, and takes none before those that its session had
 * completed earlier. The search is Wing and Gong's, which knows nothing of versions and
 * dependencies.
 */
final class SerialOrders implements Check {
  private final TransactionModel model;
  private final boolean realTime;

  SerialOrders(TransactionModel model, boolean realTime) {
    this.model = model;
    this.realTime = realTime;
  }

  @Override
  public String consistency() {
    return realTime ? "strict-serializable" : "serializable";
  }

  @Override
  public String model() {
    return model.id();
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    boolean sessions = !realTime && Bool.FALSE.equals(history.origin().header().get("real-time"));
    LinearizabilityCheck search =
        new LinearizabilityCheck(
            new Store(model == TransactionModel.LIST_APPEND, sessions), Algorithm.WING_GONG);
    return search.check(realTime ? history : atOnce(history, sessions), budget);
  }

  /** All begin before any ends. */
  private static History atOnce(History history, boolean sessions) {
    Value[] values = new Value[history.size()];
    int[] completed = new int[history.processCount()];
    for (int op = 0; op < values.length; op++) {
      values[op] = TransactionTouches.micros(history, op);
      if (sessions) {
        int session = history.process(op);
        values[op] = Value.seq(new Int(session), new Int(completed[session]), values[op]);
        completed[session] += history.outcome(op) == Outcome.OK ? 1 : 0;
      }
    }
    try {
      HistoryBuilder builder = new HistoryBuilder();
      for (int op = 0; op < history.size(); op++) {
        builder.accept(event(history, op, EventType.INVOKE, values[op]));
      }
      for (int op = 0; op < history.size(); op++) {
        EventType type =
            switch (history.outcome(op)) {
              case OK -> EventType.OK;
              case FAIL -> EventType.FAIL;
              case INFO -> EventType.INFO;
            };
        builder.accept(event(history, op, type, values[op]));
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("a history made of a history is malformed", e);
    }
  }

  private static Event event(History history, int op, EventType type, Value value) {
    String f = history.functionName(history.function(op));
    return Event.of(type, new Int(op), f, value);
  }

  /** All keys as one object. The state is what each key holds: a value, or a list. */
  private record Store(boolean lists, boolean sessions)
      implements SequentialSpec<Map<Value, Value>> {
    @Override
    public String name() {
      return "store of transactions";
    }

    @Override
    public Map<Value, Value> initial() {
      return Map.of();
    }

    @Override
    public Step<Map<Value, Value>> step(Map<Value, Value> state, Call call) {
      boolean ok = call.outcome() == Outcome.OK;
      Value value = ok ? call.output() : call.input();
      Map<Value, Value> now = new HashMap<>(state);
      if (sessions && value instanceof Seq told) {
        Value session = new Tagged("session", told.get(0));
        long done = ((Int) now.getOrDefault(session, new Int(0))).value();
        if (done < ((Int) told.get(1)).value()) {
          return Step.rejected("its session had completed another one before");
        }
        now.put(session, new Int(ok ? done + 1 : done));
        value = told.get(2);
      }
      if (!(value instanceof Seq micros)) {
        return Step.next(Map.copyOf(now));
      }
      for (Value item : micros.items()) {
        Seq micro = (Seq) item;
        Value key = micro.get(1);
        Value said = micro.size() > 2 ? micro.get(2) : Nil.NIL;
        Value held = now.getOrDefault(key, lists ? Seq.EMPTY : Nil.NIL);
        if (!micro.get(0).letters().equals("r")) {
          now.put(key, lists ? appended((Seq) held, said) : said);
        } else if (ok && !held.equals(lists && said.isNil() ? Seq.EMPTY : said)) {
          return Step.rejected("it read " + said + " from " + key + ", which held " + held);
        }
      }
      return Step.next(Map.copyOf(now));
    }

    private static Seq appended(Seq list, Value value) {
      List<Value> items = new ArrayList<>(list.items());
      items.add(value);
      return new Seq(items);
    }
  }
}

package minos.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventSink;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.apache.commons.math3.random.MersenneTwister;
import org.jspecify.annotations.Nullable;

/**
 * Correct histories in the shapes of Jepsen's workloads: ten processes, each of whose operations
 * takes effect when it begins and lasts until the process begins its next one.
 */
final class JepsenHistories {
  private static final int PROCESSES = 10;
  private static final int ACCOUNTS = 8;

  private final EventSink sink;
  private final MersenneTwister random = new MersenneTwister(1);
  private final @Nullable Event[] open = new Event[PROCESSES];
  private long events;
  private int turn;

  private JepsenHistories(EventSink sink) {
    this.sink = sink;
  }

  /** What a workload's next operation is. */
  @FunctionalInterface
  private interface Client {
    void next(JepsenHistories history, long operation) throws MalformedHistoryException;
  }

  private static Source of(Client client, Client last) {
    return (operations, sink) -> {
      JepsenHistories history = new JepsenHistories(sink);
      for (long i = 0; i < operations; i++) {
        client.next(history, i);
      }
      history.settle();
      last.next(history, operations);
      history.settle();
    };
  }

  private void run(String f, @Nullable Value input, @Nullable Value output)
      throws MalformedHistoryException {
    run(f, null, input, output, Map.of());
  }

  private void run(
      String f,
      @Nullable Value key,
      @Nullable Value input,
      @Nullable Value output,
      Map<String, Value> extra)
      throws MalformedHistoryException {
    int process = turn++ % PROCESSES;
    complete(process);
    sink.accept(event(EventType.INVOKE, process, f, key, input, Map.of()));
    open[process] = event(EventType.OK, process, f, key, output, extra);
  }

  private void complete(int process) throws MalformedHistoryException {
    Event event = open[process];
    if (event != null) {
      sink.accept(
          new Event(
              event.type(),
              event.process(),
              event.f(),
              event.key(),
              event.value(),
              events,
              1_000 * events,
              Event.ABSENT,
              event.extra()));
      events++;
      open[process] = null;
    }
  }

  private void settle() throws MalformedHistoryException {
    for (int process = 0; process < PROCESSES; process++) {
      complete(process);
    }
  }

  private Event event(
      EventType type,
      int process,
      String f,
      @Nullable Value key,
      @Nullable Value value,
      Map<String, Value> extra) {
    long number = type == EventType.INVOKE ? events++ : events;
    return new Event(
        type, new Int(process), f, key, value, number, 1_000 * number, Event.ABSENT, extra);
  }

  /** Adds, and a read of all in the end. */
  static Source set() {
    return of(
        (history, i) -> history.run("add", new Int(i), new Int(i)),
        (history, n) -> history.run("read", null, numbers(n)));
  }

  /** The same under Maelstrom's names. */
  static Source growOnlySet() {
    return of(
        (history, i) -> history.run("broadcast", new Int(i), new Int(i)),
        (history, n) -> history.run("read", null, numbers(n)));
  }

  private static Value numbers(long n) {
    List<Value> all = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      all.add(new Int(i));
    }
    return new Seq(all);
  }

  /** Sends, each followed by its receipt. */
  static Source queue() {
    return of(
        (history, i) -> {
          if (i % 2 == 0) {
            history.run("enqueue", new Int(i), new Int(i));
          } else {
            history.run("dequeue", null, new Int(i - 1));
          }
        },
        (history, n) ->
            history.run("drain", null, n % 2 == 0 ? Seq.EMPTY : Value.seq(new Int(n - 1))));
  }

  static Source ids() {
    return of(
        (history, i) -> history.run("generate", null, new Int(i)),
        (history, n) -> history.run("generate", null, new Int(n)));
  }

  /** Adds of one and reads. */
  static Source counter() {
    long[] value = new long[1];
    return of(
        (history, i) -> {
          value[0] = i == 0 ? 0 : value[0];
          if (i % 2 == 0) {
            value[0]++;
            history.run("add", new Int(1), new Int(1));
          } else {
            history.run("read", null, new Int(value[0]));
          }
        },
        (history, n) -> history.run("read", null, new Int(value[0])));
  }

  /** Adds and subtractions, and marked reads in the end. */
  static Source pnCounter() {
    long[] value = new long[1];
    return of(
        (history, i) -> {
          value[0] = i == 0 ? 0 : value[0];
          long by = history.random.nextInt(11) - 5L;
          value[0] += by;
          history.run("add", new Int(by), new Int(by));
        },
        (history, n) ->
            history.run("read", null, null, new Int(value[0]), Map.of("final?", Bool.TRUE)));
  }

  /** Transfers between eight accounts, and reads of all. */
  static Source bank() {
    long[] balances = new long[ACCOUNTS];
    return of(
        (history, i) -> {
          if (i == 0) {
            Arrays.fill(balances, 0);
            balances[0] = 100;
          }
          if (i % 2 == 0) {
            history.run("read", null, balances(balances));
            return;
          }
          int from = history.random.nextInt(ACCOUNTS);
          int to = (from + 1 + history.random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
          long amount = balances[from] == 0 ? 0 : 1 + history.random.nextInt((int) balances[from]);
          balances[from] -= amount;
          balances[to] += amount;
          Value transfer =
              new Dict(
                  Map.of(
                      new Keyword("from"),
                      new Int(from),
                      new Keyword("to"),
                      new Int(to),
                      new Keyword("amount"),
                      new Int(amount)));
          history.run("transfer", transfer, transfer);
        },
        (history, n) -> history.run("read", null, balances(balances)));
  }

  private static Value balances(long[] balances) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < balances.length; i++) {
      entries.put(new Int(i), new Int(balances[i]));
    }
    return new Dict(entries);
  }

  /** Groups of two keys: a write of each, a read between and a read after. */
  static Source longFork() {
    return of(
        (history, i) -> {
          long first = i / 4 * 2;
          if (i % 2 == 0) {
            long key = first + i % 4 / 2;
            Value write = Value.seq(Value.seq(new Keyword("w"), new Int(key), new Int(1)));
            history.run("write", write, write);
          } else {
            Value second = i % 4 == 3 ? new Int(1) : Nil.NIL;
            history.run("read", pair(first, Nil.NIL, Nil.NIL), pair(first, new Int(1), second));
          }
        },
        (history, n) -> {});
  }

  private static Value pair(long first, Value a, Value b) {
    Keyword r = new Keyword("r");
    return Value.seq(Value.seq(r, new Int(first), a), Value.seq(r, new Int(first + 1), b));
  }

  /** Writes of numbers, and a read of all in the end. */
  static Source causalReverse() {
    return of(
        (history, i) -> history.run("write", new Int(i), new Int(i)),
        (history, n) -> history.run("read", null, numbers(n)));
  }

  /** Increments of a register, and reads of it. */
  static Source monotonic() {
    long[] value = new long[1];
    return of(
        (history, i) -> {
          value[0] = i == 0 ? 0 : value[0];
          if (i % 2 == 0) {
            value[0]++;
            history.run("inc", null, new Int(value[0]));
          } else {
            history.run("read", null, new Int(value[0]));
          }
        },
        (history, n) -> history.run("read", null, new Int(value[0])));
  }

  /** Pairs of inserts of which one is made. */
  static Source adya() {
    return of(
        (history, i) -> {
          Value value = Value.seq(new Int(2 * i), Nil.NIL);
          history.run("insert", new Int(i), value, value, Map.of());
        },
        (history, n) -> {});
  }

  /** Writes of four rows, each followed by a read of them. */
  static Source dirtyReads() {
    return of(
        (history, i) -> {
          if (i % 2 == 0) {
            history.run("write", new Int(i), new Int(i));
          } else {
            Int row = new Int(i - 1);
            history.run("read", null, Value.seq(row, row, row, row));
          }
        },
        (history, n) -> {});
  }

  /** Writes of a key's five parts one by one, and reads of them from the newest to the oldest. */
  static Source sequential() {
    int parts = 5;
    return of(
        (history, i) -> {
          Int key = new Int(i / 2);
          if (i % 2 == 0) {
            history.run("write", key, key);
            return;
          }
          List<Value> seen = new ArrayList<>();
          int known = history.random.nextInt(parts + 1);
          for (int part = parts - 1; part >= 0; part--) {
            seen.add(part < known ? new Int(part) : Nil.NIL);
          }
          history.run("read", key, Value.seq(key, new Seq(seen)));
        },
        (history, n) -> {});
  }

  /** Sends to a hundred logs, each followed by a poll of it by the same consumer. */
  static Source kafka() {
    int logs = 100;
    return of(
        (history, i) -> {
          Int log = new Int(i / 2 % logs);
          Int offset = new Int(i / 2 / logs);
          Int message = new Int(i / 2);
          Keyword send = new Keyword("send");
          if (i % 2 == 0) {
            history.run(
                "send",
                Value.seq(Value.seq(send, log, message)),
                Value.seq(Value.seq(send, log, Value.seq(offset, message))));
          } else {
            Keyword poll = new Keyword("poll");
            history.run(
                "poll",
                Value.seq(Value.seq(poll)),
                Value.seq(
                    Value.seq(poll, new Dict(Map.of(log, Value.seq(Value.seq(offset, message)))))));
          }
        },
        (history, n) -> {});
  }

  static Source echo() {
    return of(
        (history, i) -> {
          Value sent = Value.of("Please echo " + i % 128);
          history.run("echo", sent, new Dict(Map.of(new Keyword("echo"), sent)));
        },
        (history, n) -> {});
  }

  /** Writes, of which every tenth says that it had met with an exception. */
  static Source exceptions() {
    Value exception =
        new Dict(
            Map.of(
                new Keyword("via"),
                Value.seq(new Dict(Map.of(new Keyword("type"), Value.of("Timeout"))))));
    return of(
        (history, i) ->
            history.run(
                "write",
                null,
                new Int(i),
                new Int(i),
                i % 10 == 0 ? Map.of("exception", exception) : Map.of()),
        (history, n) -> {});
  }
}

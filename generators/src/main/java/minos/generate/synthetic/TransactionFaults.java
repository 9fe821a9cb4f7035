package minos.generate.synthetic;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionModel;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * The anomalies of transactions as scripts on keys of their own, which nobody else touches.
 *
 * <p>In a line for each: transactions after one another, separated by semicolons; an exclamation
 * mark before one that fails; {@code 0:} before one by the client 0, where the order of a session
 * matters, each other being by a client of its own; a tilde before one that is open until those
 * without are over; {@code wx1} writes (appends) 1 to x, {@code rx1} reads 1 of x, {@code rx12}
 * reads the list 1, 2, and {@code rx} finds nothing.
 */
final class TransactionFaults {
  private record Fault(IsolationLevel level, String transactions) {
    boolean sessions() {
      return transactions.contains(":");
    }

    /** How many clients it takes: who spans the others is busy meanwhile. */
    int clients() {
      boolean spans = transactions.contains("~");
      return sessions() ? 2 : spans ? transactions.split("; ", -1).length : 1;
    }
  }

  private static final Map<Anomaly, Fault> LISTS = new EnumMap<>(Anomaly.class);
  private static final Map<Anomaly, Fault> REGISTERS = new EnumMap<>(Anomaly.class);

  static {
    both(Anomaly.THIN_AIR_READ, IsolationLevel.READ_COMMITTED, "rx9");
    both(Anomaly.G1A, IsolationLevel.READ_COMMITTED, "!wx1; rx1");
    both(Anomaly.G1B, IsolationLevel.READ_COMMITTED, "wx1 wx2; rx1");
    both(Anomaly.G1C, IsolationLevel.READ_COMMITTED, "wx1 ry2; wy2 rx1");
    both(Anomaly.FRACTURED_READ, IsolationLevel.READ_ATOMIC, "wx1 wy1; rx ry1");
    both(Anomaly.CAUSALITY_VIOLATION, IsolationLevel.TRANSACTIONAL_CAUSAL, "wx1; rx1 wy2; ry2 rx");
    both(Anomaly.WRITE_SKEW, IsolationLevel.REPEATABLE_READ, "rx wy1; ry wx1");
    both(Anomaly.LONG_FORK, IsolationLevel.PREFIX_CONSISTENCY, "wx1; wy1; rx1 ry; rx ry1");
    both(Anomaly.G_SINGLE, IsolationLevel.TRANSACTIONAL_CAUSAL, "wx1; rx1 wy2; ry2 wz3; rz3 rx");
    both(
        Anomaly.G_NONADJACENT,
        IsolationLevel.PREFIX_CONSISTENCY,
        "wx1; wy1; rx1 ry; ry1 wz1; rz1 rx");
    both(Anomaly.G2_ITEM, IsolationLevel.REPEATABLE_READ, "rx wy1; ry wz1; rz wx1");
    IsolationLevel session = IsolationLevel.STRONG_SESSION_SERIALIZABLE;
    both(Anomaly.G1C_PROCESS, session, "0:rx1; 0:wx1");
    both(Anomaly.G_SINGLE_PROCESS, session, "0:wx1; 0:rx");
    both(Anomaly.G_NONADJACENT_PROCESS, session, "0:wx1; 1:wy1; 0:ry; 1:rx");
    both(Anomaly.G2_ITEM_PROCESS, session, "0:wy1; 1:ry wx1; 0:rx");
    IsolationLevel strict = IsolationLevel.STRICT_SERIALIZABLE;
    both(Anomaly.G1C_REALTIME, strict, "rx1; wx1");
    both(Anomaly.G_SINGLE_REALTIME, strict, "wx1; rx");
    both(Anomaly.G_NONADJACENT_REALTIME, strict, "~wy1; ~ry1 rx; wx1; ry");
    both(Anomaly.G2_ITEM_REALTIME, strict, "~ry wx1; wy1; rx");
    LISTS.put(Anomaly.G0_PROCESS, new Fault(session, "0:wx1; 0:wx2; 1:rx21"));
    LISTS.put(Anomaly.G0_REALTIME, new Fault(strict, "wx1; wx2; rx21"));
    LISTS.put(Anomaly.INTERNAL, new Fault(IsolationLevel.READ_COMMITTED, "wx1 rx"));
    REGISTERS.put(Anomaly.INTERNAL, new Fault(IsolationLevel.READ_COMMITTED, "wx1; wx2 rx1"));
    LISTS.put(
        Anomaly.LOST_UPDATE,
        new Fault(IsolationLevel.CURSOR_STABILITY, "wx1; rx1 wx2; rx1 wx3; rx123"));
    REGISTERS.put(
        Anomaly.LOST_UPDATE, new Fault(IsolationLevel.CURSOR_STABILITY, "wx1; rx1 wx2; rx1 wx3"));
    LISTS.put(
        Anomaly.G0, new Fault(IsolationLevel.READ_UNCOMMITTED, "wx1 wy1; wx2 wy2; rx12 ry21"));
    LISTS.put(Anomaly.DIRTY_UPDATE, new Fault(IsolationLevel.READ_COMMITTED, "!wx1; wx2; rx12"));
    LISTS.put(Anomaly.DUPLICATE_WRITE, new Fault(IsolationLevel.READ_COMMITTED, "wx1; rx11"));
    LISTS.put(
        Anomaly.INCOMPATIBLE_ORDER,
        new Fault(IsolationLevel.READ_COMMITTED, "wx1; wx2; rx12; rx21"));
  }

  private TransactionFaults() {}

  private static void both(Anomaly anomaly, IsolationLevel level, String transactions) {
    LISTS.put(anomaly, new Fault(level, transactions));
    REGISTERS.put(anomaly, new Fault(level, transactions));
  }

  private static Map<Anomaly, Fault> of(TransactionModel model) {
    return switch (model) {
      case LIST_APPEND -> LISTS;
      case RW_REGISTER -> REGISTERS;
    };
  }

  /** What so many clients can be made to show. */
  static Set<Anomaly> faults(TransactionModel model, int clients) {
    Set<Anomaly> faults = EnumSet.noneOf(Anomaly.class);
    of(model)
        .forEach(
            (anomaly, fault) -> {
              if (fault.clients() <= clients) {
                faults.add(anomaly);
              }
            });
    return faults;
  }

  /**
   * A script.
   *
   * @param keys gives keys that were never used
   */
  static Script script(TransactionModel model, Anomaly anomaly, Supplier<Int> keys) {
    Fault fault = of(model).get(anomaly);
    if (fault == null) {
      throw new IllegalArgumentException("no script for " + anomaly.id());
    }
    Map<Character, Int> named = new HashMap<>();
    List<Script.Step> steps = new ArrayList<>();
    boolean sessions = fault.sessions();
    for (String written : fault.transactions().split("; ", -1)) {
      boolean fails = written.startsWith("!");
      boolean spans = written.startsWith("~");
      String text = written.substring(fails || spans ? 1 : sessions ? 2 : 0);
      List<Value> asked = new ArrayList<>();
      List<Value> done = new ArrayList<>();
      for (String micro : text.split(" ", -1)) {
        Int key = named.computeIfAbsent(micro.charAt(1), any -> keys.get());
        String values = micro.substring(2);
        if (micro.charAt(0) == 'w') {
          Keyword f = new Keyword(model == TransactionModel.LIST_APPEND ? "append" : "w");
          Value write = Value.seq(f, key, digit(values.charAt(0)));
          asked.add(write);
          done.add(write);
        } else {
          asked.add(Value.seq(new Keyword("r"), key, Nil.NIL));
          done.add(Value.seq(new Keyword("r"), key, read(model, values)));
        }
      }
      Request request = new Request("txn", new Seq(asked));
      Answer answer = fails ? Answer.failed(request) : Answer.of(new Seq(done));
      // By different clients, so that no session orders what the anomaly leaves unordered.
      Script.Step step =
          Script.feigned(request, answer).by(sessions ? written.charAt(0) - '0' : steps.size());
      steps.add(spans ? step.spanning() : step);
    }
    // Others meanwhile would order these too; and whoever crashed would go on in another session.
    boolean alone = sessions || fault.level() == IsolationLevel.STRICT_SERIALIZABLE;
    return new Script(anomaly, fault.level().id(), alone, steps);
  }

  private static Value read(TransactionModel model, String values) {
    return switch (model) {
      case LIST_APPEND -> new Seq(values.chars().mapToObj(c -> (Value) digit((char) c)).toList());
      case RW_REGISTER -> values.isEmpty() ? Nil.NIL : digit(values.charAt(0));
    };
  }

  private static Int digit(char c) {
    return new Int(c - '0');
  }
}

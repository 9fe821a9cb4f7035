package minos.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import minos.check.Check;
import minos.consistency.ConsistencyChecks;
import minos.generate.synthetic.GeneratorOptions;
import minos.generate.synthetic.HistoryGenerator;
import minos.generate.synthetic.KeyDistribution;
import minos.history.Event;
import minos.history.EventSink;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RegisterOptions;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.transactions.TransactionChecks;
import minos.value.Int;
import minos.verdict.Anomaly;
import minos.workload.WorkloadChecks;
import minos.workload.WorkloadOptions;

/** What is measured. */
final class Workloads {
  private static final int SMALL = 500;
  private static final int LARGE = 100_000;

  private static final List<String> LEVELS =
      List.of(
          "strict-serializable",
          "serializable",
          "snapshot-isolation",
          "transactional-causal",
          "read-atomic",
          "read-committed");

  private Workloads() {}

  /** The table of workloads. */
  static List<Workload> table() {
    List<Workload> all = new ArrayList<>();
    for (int n : new int[] {10_000, 50_000}) {
      String name = "register-" + n / 1_000 + "k";
      all.add(linearizable(name, "unique writes, 10 clients", "register", n, Workloads::ten));
      all.add(
          linearizable(
              name + "-stale",
              "the same with one stale read",
              "register",
              n,
              o -> ten(o).anomalies(Anomaly.STALE_READ)));
    }
    all.add(
        linearizable(
            "register-10m",
            "unique writes, 1,000 keys",
            "register",
            10_000_000,
            o -> ten(o).keys(new KeyDistribution.Uniform(1_000))));
    all.add(
        linearizable(
            "cas-50k",
            "5 values and CAS, 10 clients",
            "cas-register",
            50_000,
            o -> ten(o).values(5)));
    all.add(
        linearizable(
            "kv-c50",
            "strings, 50 clients, 10 keys",
            "append-kv",
            1_712,
            o -> o.clients(50).keys(new KeyDistribution.Uniform(10)).keyLife(0).seed(1)));
    for (String model : List.of("stack", "fifo-queue", "priority-queue", "set")) {
      all.add(
          linearizable(model + "-500", model + ", unique values", model, SMALL, Workloads::ten));
      all.add(
          linearizable(model + "-100k", model + ", unique values", model, LARGE, Workloads::ten));
    }
    all.add(
        new Workload(
            "crashed-64",
            "64 crashed writes that nobody read, 1 impossible read",
            106,
            Workloads::crashedWrites,
            () -> linearizability("register")));
    all.add(
        linearizable(
            "register-c30",
            "30 clients, 3 values, one lost write",
            "register",
            5_000,
            o -> o.clients(30).values(3).anomalies(Anomaly.LOST_WRITE).seed(1)));
    for (String level :
        List.of("strict-serializable", "read-committed", "read-atomic", "transactional-causal")) {
      all.add(transactions("list-append-" + level, "list-append", level, LARGE));
    }
    all.add(transactions("list-append-1m", "list-append", "strict-serializable", 1_000_000));
    all.add(transactions("rw-register-10k", "rw-register", "strict-serializable", 10_000));
    all.add(register("session", 1_000_000));
    all.add(register("causal", 1_000_000));
    all.add(register("causal-convergence", 1_000_000));
    return all;
  }

  /** The growth table. */
  static List<Workload> growth() {
    List<Workload> all = new ArrayList<>();
    all.add(
        linearizable("linearizable", "linearizable, one register", "register", 0, Workloads::ten));
    all.add(
        linearizable(
            "linearizable-keys",
            "linearizable, 1,000 registers",
            "register",
            0,
            o -> ten(o).keys(new KeyDistribution.Uniform(1_000))));
    for (String model : List.of("session", "causal", "causal-convergence")) {
      all.add(register(model, 0));
    }
    for (String level : LEVELS) {
      all.add(transactions("growth-" + level, "list-append", level, 0));
    }
    for (String level : LEVELS) {
      all.add(transactions("growth-registers-" + level, "rw-register", level, 0));
    }
    all.add(jepsen("set", JepsenHistories.set()));
    all.add(jepsen("set-full", JepsenHistories.set()));
    all.add(jepsen("g-set", JepsenHistories.growOnlySet()));
    all.add(jepsen("queue", JepsenHistories.queue()));
    all.add(jepsen("total-queue", JepsenHistories.queue()));
    all.add(jepsen("unique-ids", JepsenHistories.ids()));
    all.add(jepsen("counter", JepsenHistories.counter()));
    all.add(jepsen("pn-counter", JepsenHistories.pnCounter()));
    all.add(jepsen("bank", JepsenHistories.bank()));
    all.add(jepsen("long-fork", JepsenHistories.longFork()));
    all.add(jepsen("causal-reverse", JepsenHistories.causalReverse()));
    all.add(jepsen("monotonic", JepsenHistories.monotonic()));
    all.add(jepsen("adya-g2", JepsenHistories.adya()));
    all.add(jepsen("dirty-reads", JepsenHistories.dirtyReads()));
    all.add(jepsen("lock", generated("mutex", Workloads::ten)));
    all.add(jepsen("fenced-lock", generated("fenced-mutex", Workloads::ten)));
    all.add(jepsen("stats", generated("register", Workloads::ten)));
    all.add(jepsen("comments", JepsenHistories.causalReverse()));
    all.add(jepsen("sequential", JepsenHistories.sequential()));
    all.add(jepsen("kafka", JepsenHistories.kafka()));
    all.add(jepsen("echo", JepsenHistories.echo()));
    all.add(jepsen("unhandled-exceptions", JepsenHistories.exceptions()));
    all.add(
        jepsen(
            "lin-kv",
            generated(
                "register", o -> ten(o).keys(new KeyDistribution.Uniform(1_000)).keyLife(0))));
    return all;
  }

  private static GeneratorOptions.Builder ten(GeneratorOptions.Builder options) {
    return options.clients(10).seed(1);
  }

  private static Source generated(String model, UnaryOperator<GeneratorOptions.Builder> options) {
    return (operations, sink) ->
        HistoryGenerator.of(
                options.apply(GeneratorOptions.of(model)).operations(operations).build())
            .generate(sink);
  }

  private static Workload linearizable(
      String name,
      String title,
      String model,
      long operations,
      UnaryOperator<GeneratorOptions.Builder> options) {
    return new Workload(
        name, title, operations, generated(model, options), () -> linearizability(model));
  }

  private static Check linearizability(String model) {
    return new LinearizabilityCheck(
        Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS));
  }

  private static Workload transactions(String name, String model, String level, long operations) {
    Supplier<Check> check = () -> TransactionChecks.byName(level, model).orElseThrow();
    return new Workload(
        name, model + ", " + level, operations, generated(model, Workloads::ten), check);
  }

  /** A history of 32 sessions on 1,000 keys. */
  private static Workload register(String consistency, long operations) {
    return new Workload(
        operations == 0 ? "growth-" + consistency : consistency,
        consistency + ", 32 sessions, 1,000 keys",
        operations,
        generated("register", o -> o.clients(32).keys(new KeyDistribution.Uniform(1_000)).seed(1)),
        () ->
            ConsistencyChecks.of(RegisterOptions.DEFAULTS, linearizability("register"))
                .byName(consistency));
  }

  private static Workload jepsen(String name, Source source) {
    return new Workload(
        "jepsen:" + name,
        "jepsen:" + name,
        0,
        source,
        () ->
            WorkloadChecks.byName(
                name, WorkloadOptions.DEFAULTS.withKeyValueCheck(linearizability("cas-register"))));
  }

  /** Writes that never ended, some that did, and a read of what nobody wrote. */
  private static void crashedWrites(long operations, EventSink sink)
      throws MalformedHistoryException {
    int value = 0;
    for (int i = 0; i < 64; i++) {
      sink.accept(Event.of(EventType.INVOKE, new Int(100 + i), "write", new Int(value++)));
    }
    for (int i = 0; i < 41; i++) {
      Int process = new Int(i % 3);
      Int written = new Int(value++);
      sink.accept(Event.of(EventType.INVOKE, process, "write", written));
      sink.accept(Event.of(EventType.OK, process, "write", written));
    }
    sink.accept(Event.of(EventType.INVOKE, new Int(0), "read", null));
    sink.accept(Event.of(EventType.OK, new Int(0), "read", new Int(value - 2)));
  }
}

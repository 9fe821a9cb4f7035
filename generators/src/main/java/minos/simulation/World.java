package minos.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.history.EventSink;
import minos.history.EventType;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/** Everything that a simulation consists of, and how its clients go from operation to operation. */
final class World {
  /** How long nothing happens before the last reads, so that replicas can converge. */
  private static final long PAUSE = 30_000_000_000L;

  private final SimulationOptions options;
  private final RandomGenerator random;
  private final Scheduler scheduler = new Scheduler();
  private final FaultSchedule faults;
  private final Network network;
  private final NodeClock[] clocks;
  private final Recorder recorder;
  private final Truth truth;
  private final Store store;
  private final Workload workload;
  private final List<Client> clients = new ArrayList<>();
  private final long[] under;
  private long left;
  private long nextProcess;
  private int idle;

  World(SimulationOptions options, EventSink sink) {
    this.options = options;
    random = new MersenneTwister(options.seed());
    long length = (long) (options.operations() / options.rate() * 1e9);
    faults =
        options.randomFaults() == 0
            ? options.faults()
            : FaultSchedule.random(random, options.randomFaults(), options.nodes(), length);
    Delays delays = options.latency().delays(random);
    network = new Network(scheduler, random, delays, faults, options.nodes());
    clocks = new NodeClock[options.nodes()];
    for (int node = 0; node < clocks.length; node++) {
      double off = 2 * random.nextDouble() - 1;
      clocks[node] = new NodeClock(scheduler, node, (long) (off * options.skew()));
    }
    recorder = new Recorder(options, sink);
    truth = new Truth(options.bound(), options.store().isCausal(), options.clients());
    left = options.operations();
    under = new long[options.clients()];
    Arrays.fill(under, Long.MAX_VALUE);
    for (int i = 0; i < options.clients(); i++) {
      clients.add(new Client(this, i, i % options.nodes()));
    }
    nextProcess = options.clients();
    store = options.store().build(this);
    workload = new Workload(this);
  }

  SimulationOptions options() {
    return options;
  }

  RandomGenerator random() {
    return random;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Network network() {
    return network;
  }

  NodeClock clock(int node) {
    return clocks[node];
  }

  Truth truth() {
    return truth;
  }

  Recorder recorder() {
    return recorder;
  }

  FaultSchedule faults() {
    return faults;
  }

  /** Lets it all happen. */
  void run() {
    for (Fault fault : faults.faults()) {
      scheduler.at(fault.from(), () -> remark("start-", fault));
      scheduler.at(fault.to(), () -> remark("stop-", fault));
    }
    for (Client client : clients) {
      scheduler.after(thinking(), () -> next(client));
    }
    scheduler.run();
    if (options.finalReads()) {
      truth.ended();
    }
    store.ended(truth);
  }

  /** Unless nobody does anything any more. */
  private void remark(String what, Fault fault) {
    if (idle < clients.size() || options.finalReads()) {
      recorder.remark(what + fault.kind().word(), fault.value(), scheduler.now());
    }
  }

  private long thinking() {
    double mean = 1e9 * options.clients() / options.rate();
    return Math.max(1, (long) (-Math.log(1 - random.nextDouble()) * mean));
  }

  private void next(Client client) {
    if (left > 0) {
      left--;
      ask(workload.next(client));
    } else if (++idle == clients.size() && options.finalReads()) {
      long quiet = Math.max(scheduler.now(), faults.end()) + PAUSE + options.ttl() * 20;
      scheduler.at(quiet, this::lastReads);
    }
  }

  private void lastReads() {
    idle = -1;
    clients.forEach(client -> lastRead(client, 0));
  }

  private void lastRead(Client client, int key) {
    if (key < options.keys()) {
      ask(workload.read(client, key));
    }
  }

  private void ask(Call call) {
    call.time = scheduler.now();
    call.position = recorder.position();
    under[call.client.number] = call.position;
    truth.invoked(call);
    recorder.invoke(call, call.time);
    store.execute(call);
    scheduler.after(options.timeout(), () -> giveUp(call));
  }

  private static void giveUp(Call call) {
    if (call.reads()) {
      call.fail("timeout");
    } else {
      call.info("timeout");
    }
  }

  /** A call has its answer, or will never have one. */
  void completed(Call call, EventType type, String why) {
    Client client = call.client;
    if (type == EventType.OK) {
      truth.succeeded(call, recorder.position(), scheduler.now(), oldest());
    }
    under[client.number] = Long.MAX_VALUE;
    recorder.complete(call, type, why, scheduler.now());
    if (type == EventType.INFO) {
      client.process = nextProcess++;
    }
    if (idle < 0) {
      lastRead(client, call.key + 1);
    } else {
      scheduler.after(thinking(), () -> next(client));
    }
  }

  /** The first position at which an operation under way began, or the next one. */
  private long oldest() {
    long oldest = recorder.position();
    for (long start : under) {
      oldest = Math.min(oldest, start);
    }
    return oldest;
  }
}

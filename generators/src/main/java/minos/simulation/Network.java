package minos.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Nodes and the messages between them, which faults delay, lose or cut off.
 *
 * <p>A message is lost if its receiver can't be reached when it is sent, or is down when it
 * arrives. Whoever sends it is not told, unless it {@linkplain #deliver insists}.
 */
final class Network {
  /** The four messages of the WARS model; requests that clients forward travel as reads. */
  enum Leg {
    WRITE,
    ACK,
    READ,
    RESPONSE
  }

  private static final long RETRY = 20_000_000;

  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Delays delays;
  private final FaultSchedule faults;
  private final boolean[] down;
  private final int[] side;
  private final List<Runnable> listeners = new ArrayList<>();
  private double loss;
  private double slow = 1;

  Network(
      Scheduler scheduler, RandomGenerator random, Delays delays, FaultSchedule faults, int nodes) {
    this.scheduler = scheduler;
    this.random = random;
    this.delays = delays;
    this.faults = faults;
    this.down = new boolean[nodes];
    this.side = new int[nodes];
    for (Fault fault : faults.faults()) {
      scheduler.at(fault.from(), this::change);
      scheduler.at(fault.to(), this::change);
    }
  }

  int nodes() {
    return down.length;
  }

  boolean up(int node) {
    return !down[node];
  }

  /** Whether a message from one node reaches another now. */
  boolean reaches(int from, int to) {
    return !down[from] && !down[to] && side[from] == side[to];
  }

  /** Whether a client at one node's place can talk to a node; its place may be down, not it. */
  boolean serves(int node, int place) {
    return !down[node] && side[node] == side[place];
  }

  /** How many nodes a node reaches, itself included. */
  int reached(int from) {
    int reached = 0;
    for (int to = 0; to < down.length; to++) {
      reached += reaches(from, to) ? 1 : 0;
    }
    return reached;
  }

  /** Tells somebody whenever a fault begins or ends. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Sends a message that may get lost. */
  void send(int from, int to, Leg leg, Runnable arrival) {
    if (!reaches(from, to) || (loss > 0 && from != to && random.nextDouble() < loss)) {
      return;
    }
    scheduler.after(
        delay(from, to, leg),
        () -> {
          if (!down[to]) {
            arrival.run();
          }
        });
  }

  /**
   * Sends a message from a client at a place, which lives on when the node at its place is down.
   */
  void call(int place, int to, Leg leg, Runnable arrival) {
    if (serves(to, place)) {
      scheduler.after(
          delay(place, to, leg),
          () -> {
            if (!down[to]) {
              arrival.run();
            }
          });
    }
  }

  /** Sends an answer to a client at a place. */
  void answer(int from, int place, Leg leg, Runnable arrival) {
    if (serves(from, place)) {
      scheduler.after(delay(from, place, leg), arrival);
    }
  }

  /** Sends a message again and again until it arrives. */
  void deliver(int from, int to, Leg leg, Runnable arrival) {
    boolean lost = loss > 0 && from != to && random.nextDouble() < loss;
    if (lost || !reaches(from, to)) {
      scheduler.after(RETRY, () -> deliver(from, to, leg, arrival));
      return;
    }
    scheduler.after(
        delay(from, to, leg),
        () -> {
          if (down[to]) {
            deliver(from, to, leg, arrival);
          } else {
            arrival.run();
          }
        });
  }

  private long delay(int from, int to, Leg leg) {
    Latency latency =
        switch (leg) {
          case WRITE -> delays.write();
          case ACK -> delays.ack();
          case READ -> delays.read();
          case RESPONSE -> delays.response();
        };
    double remote = from == to ? 0 : delays.between().millis();
    if (from != to && leg == Leg.WRITE) {
      remote += delays.replication().millis();
    }
    return Math.max(1, (long) ((latency.millis() + remote) * slow * Latency.MILLI));
  }

  private void change() {
    loss = 0;
    slow = 1;
    java.util.Arrays.fill(down, false);
    java.util.Arrays.fill(side, 0);
    int partition = 1;
    for (Fault fault : faults.faults()) {
      if (fault.from() > scheduler.now() || fault.to() <= scheduler.now()) {
        continue;
      }
      switch (fault.kind()) {
        case PARTITION -> {
          int cut = partition++;
          fault.nodes().forEach(node -> side[node] = cut);
        }
        case CRASH -> fault.nodes().forEach(node -> down[node] = true);
        case LOSS -> loss = fault.amount();
        case SLOW -> slow = fault.amount();
      }
    }
    listeners.forEach(Runnable::run);
  }
}

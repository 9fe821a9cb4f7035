package minos.simulation;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.ExponentialDistribution;

/**
 * A leader whose log followers copy, some later than others.
 *
 * <p>All writes go to the leader. A write is decided when a majority has it; it is acknowledged
 * then, or when as many nodes have it as its level asks for. Reads go where their level sends them:
 * to the leader, which answers what is decided as long as it holds its lease; to the nearest
 * follower, whatever it has; to a follower that has all that the session saw; or to one that is not
 * too far behind.
 *
 * <p>A leader that loses the majority keeps its lease for a while, then another is elected: of the
 * nodes that reach a majority the one with the most complete log, as in Raft [1]. What the old
 * leader took meanwhile is withdrawn when it hears of the new one.
 *
 * <p>With writes acknowledged by a majority, and leases kept, reads at the leader and writes are
 * linearizable: whatever was acknowledged is in the log of every later leader, and no two leaders
 * answer reads at a time.
 *
 * <ol>
 *   <li>D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC
 *       2014.
 * </ol>
 */
final class LeaderStore implements Store {
  /** Where a read is served. */
  enum Reading {
    /** By the leader, what is decided. */
    LEADER,
    /** By the leader, what it has. */
    LEADER_LATEST,
    /** By the node at home, what it knows to be decided. */
    NEAREST,
    /** By the node at home, what it has. */
    NEAREST_LATEST,
    /** By any node, what it knows to be decided. */
    ANY,
    /** By the node at home if it has all that the session saw, else by the leader. */
    SESSION,
    /** By the node at home if it is not behind by more than the bound, else by the leader. */
    BOUNDED
  }

  /**
   * What makes one such store different from another.
   *
   * @param reads where reads are served, by level
   * @param writes how many nodes must have a write, by level; 0 for a majority
   * @param asynchronous whether a write is decided when the leader has it, and any node may become
   *     leader
   */
  record Options(Map<String, Reading> reads, Map<String, Integer> writes, boolean asynchronous) {}

  private final World world;
  private final Scheduler scheduler;
  private final Network network;
  private final Options options;
  private final Copy[] copies;
  private final Streaming[] streams;
  private final Log log = new Log();
  private final Map<Integer, ArrayDeque<Entry>> waiting = new TreeMap<>();
  private final Leadership leadership;
  private final Latency lag;

  LeaderStore(World world, Options options) {
    this.world = world;
    this.scheduler = world.scheduler();
    this.network = world.network();
    this.options = options;
    copies = new Copy[network.nodes()];
    streams = new Streaming[copies.length];
    for (int node = 0; node < copies.length; node++) {
      copies[node] = new Copy(world.truth());
      streams[node] = new Streaming(node);
    }
    double mean = world.options().lag() / Latency.MILLI;
    lag =
        mean > 0
            ? Latency.of(new ExponentialDistribution(world.random(), mean, 1e-9))
            : Latency.constant(0);
    leadership = new Leadership(world, copies, log, this::elected);
    network.onChange(
        () -> {
          leadership.review();
          pumpAll(true);
        });
  }

  @Override
  public void execute(Call call) {
    switch (call.kind) {
      case READ, LIST -> read(call);
      case WRITE, CAS -> toLeader(call, Network.Leg.WRITE, leader -> write(call, leader));
      case ADD, REMOVE, TXN -> call.fail("unsupported");
    }
  }

  /** What a node does with a call. */
  private interface Serving {
    void at(int node);
  }

  private void toLeader(Call call, Network.Leg leg, Serving serving) {
    int leader = leadership.leaderFor(call.client.home);
    if (leader >= 0) {
      network.call(call.client.home, leader, leg, () -> serving.at(leader));
    }
  }

  private void read(Call call) {
    Reading reading = options.reads().getOrDefault(call.level, Reading.LEADER);
    if (world.options().breaks(Breakage.FOLLOWER_READS)) {
      reading = Reading.ANY;
    }
    switch (reading) {
      case LEADER -> toLeader(call, Network.Leg.READ, leader -> strong(call, leader));
      case LEADER_LATEST ->
          toLeader(
              call,
              Network.Leg.READ,
              leader -> answer(call, leader, copies[leader].latest(call.key)));
      case ANY -> at(call, world.random().nextInt(copies.length), node -> decided(call, node));
      case NEAREST -> at(call, call.client.coordinator(), node -> decided(call, node));
      case NEAREST_LATEST ->
          at(
              call,
              call.client.coordinator(),
              node -> answer(call, node, copies[node].latest(call.key)));
      case SESSION -> at(call, call.client.coordinator(), node -> session(call, node));
      case BOUNDED -> at(call, call.client.coordinator(), node -> bounded(call, node));
    }
  }

  private void at(Call call, int node, Serving serving) {
    if (node >= 0) {
      network.call(call.client.home, node, Network.Leg.READ, () -> serving.at(node));
    }
  }

  private void strong(Call call, int leader) {
    if (leadership.mayRead(leader)) {
      call.client.token = Math.max(call.client.token, copies[leader].commit());
      decided(call, leader);
    }
  }

  private void decided(Call call, int node) {
    if (call.kind == Call.Kind.LIST) {
      call.parts.forEach(part -> part.version = copies[node].decided(part.key));
      network.answer(node, call.client.home, Network.Leg.RESPONSE, () -> call.listed(node));
    } else {
      answer(call, node, copies[node].decided(call.key));
    }
  }

  private void session(Call call, int node) {
    boolean behind = copies[node].commit() < call.client.token;
    if (behind && !world.options().breaks(Breakage.NO_TOKENS)) {
      forward(call, node);
    } else {
      call.client.token = Math.max(call.client.token, copies[node].commit());
      decided(call, node);
    }
  }

  private void bounded(Call call, int node) {
    boolean leads = leadership.leader() == node && leadership.mayRead(node);
    if (leads || copies[node].asOf >= scheduler.now() - world.options().bound()) {
      decided(call, node);
    } else {
      forward(call, node);
    }
  }

  private void forward(Call call, int node) {
    int leader = leadership.leader();
    network.send(node, leader, Network.Leg.READ, () -> strong(call, leader));
  }

  private void answer(Call call, int node, Version version) {
    network.answer(node, call.client.home, Network.Leg.RESPONSE, () -> call.ok(node, version));
  }

  private void write(Call call, int leader) {
    Version current = copies[leader].latest(call.key);
    if (call.expected != null && call.expected.absent() && current.absent()) {
      call.expected = current;
    }
    if (call.kind == Call.Kind.CAS && current != call.expected) {
      refuse(call, leader);
    } else if (call.kind == Call.Kind.CAS && world.options().breaks(Breakage.CHECK_THEN_ACT)) {
      scheduler.after(
          (long) (2 * Latency.MILLI),
          () -> {
            if (network.up(leader)) {
              append(call, leader);
            }
          });
    } else {
      append(call, leader);
    }
  }

  /**
   * A refusal says what the key does not hold. So it waits until what it is compared with is
   * decided, and needs the lease like a read.
   */
  private void refuse(Call call, int leader) {
    Copy copy = copies[leader];
    if (copy.latest(call.key) != copy.decided(call.key)) {
      scheduler.after(
          (long) Latency.MILLI,
          () -> {
            if (network.up(leader) && !call.done()) {
              write(call, leader);
            }
          });
    } else if (options.asynchronous() || leadership.mayRead(leader)) {
      network.answer(
          leader, call.client.home, Network.Leg.RESPONSE, () -> call.fail("precondition failed"));
    }
  }

  private void append(Call call, int leader) {
    Version version = call.writing();
    version.order = log.nextOrder();
    Copy copy = copies[leader];
    Entry entry = new Entry(copy.applied() + 1, leadership.termOf(leader), version, call);
    copy.append(entry);
    int needed = needed(call.level);
    if (leader != leadership.leader()) {
      // It does not know yet that it leads no more.
      version.discarded = true;
      if (needed == 1) {
        acknowledge(entry, leader);
      }
      return;
    }
    log.add(entry);
    waiting.computeIfAbsent(needed, ignored -> new ArrayDeque<>()).addLast(entry);
    advance();
    pumpAll(false);
  }

  private int needed(String level) {
    int majority = copies.length / 2 + 1;
    int needed = options.writes().getOrDefault(level, 0);
    if (options.asynchronous() || world.options().breaks(Breakage.EARLY_ACK)) {
      return Math.max(1, needed);
    }
    return needed == 0 ? majority : needed;
  }

  private void acknowledge(Entry entry, int leader) {
    Call call = entry.call();
    if (call != null) {
      network.answer(
          leader,
          call.client.home,
          Network.Leg.ACK,
          () -> {
            call.client.token = Math.max(call.client.token, entry.index());
            call.ok(leader, entry.version());
          });
    }
  }

  /** Decides and acknowledges what enough nodes have. */
  private void advance() {
    int leader = leadership.leader();
    int quorum = options.asynchronous() ? 1 : copies.length / 2 + 1;
    copies[leader].commit(has(quorum));
    log.commit(copies[leader].commit());
    for (Map.Entry<Integer, ArrayDeque<Entry>> each : waiting.entrySet()) {
      long had = has(each.getKey());
      ArrayDeque<Entry> entries = each.getValue();
      while (!entries.isEmpty() && entries.getFirst().index() <= had) {
        acknowledge(entries.removeFirst(), leader);
      }
    }
  }

  /** The last entry that so many nodes are known to have, the leader included. */
  private long has(int nodes) {
    long[] matched = new long[copies.length];
    for (int node = 0; node < matched.length; node++) {
      matched[node] = node == leadership.leader() ? copies[node].applied() : streams[node].matched;
    }
    java.util.Arrays.sort(matched);
    return matched[matched.length - Math.min(nodes, matched.length)];
  }

  private void elected() {
    waiting.values().forEach(ArrayDeque::clear);
    for (Streaming stream : streams) {
      stream.matched = 0;
    }
    advance();
    pumpAll(true);
  }

  private void pumpAll(boolean anew) {
    for (Streaming stream : streams) {
      if (anew) {
        stream.generation++;
        stream.busy = false;
      }
      stream.pump();
    }
  }

  /** Sends one follower what it lacks, a batch at a time. */
  private final class Streaming {
    private final int follower;
    private long matched;
    private long generation;
    private boolean busy;

    Streaming(int follower) {
      this.follower = follower;
    }

    void pump() {
      int leader = leadership.leader();
      Copy from = copies[leader];
      Copy to = copies[follower];
      boolean current =
          to.term == leadership.term() && matched == from.applied() && to.commit() == from.commit();
      if (busy || follower == leader || current || !network.reaches(leader, follower)) {
        return;
      }
      busy = true;
      long sending = generation;
      long last = from.applied();
      long commit = from.commit();
      long asOf = scheduler.now();
      scheduler.after(lag.nanos(), () -> ship(leader, sending, last, commit, asOf));
      if (world.faults().faults().stream().anyMatch(f -> f.kind() == Fault.Kind.LOSS)) {
        scheduler.after(200_000_000L, () -> retry(sending));
      }
    }

    private void retry(long sending) {
      if (busy && generation == sending) {
        generation++;
        busy = false;
        pump();
      }
    }

    private void ship(int leader, long sending, long last, long commit, long asOf) {
      network.send(
          leader,
          follower,
          Network.Leg.WRITE,
          () -> {
            if (generation == sending) {
              take(last, commit, asOf);
              network.send(follower, leader, Network.Leg.ACK, () -> done(sending, last));
            }
          });
    }

    private void take(long last, long commit, long asOf) {
      Copy copy = copies[follower];
      if (copy.term != leadership.term()) {
        leadership.welcome(follower);
      }
      while (copy.applied() < last) {
        copy.append(log.at(copy.applied() + 1));
      }
      copy.commit(commit);
      copy.asOf = Math.max(copy.asOf, asOf);
    }

    private void done(long sending, long last) {
      if (generation != sending) {
        return;
      }
      busy = false;
      matched = Math.max(matched, last);
      advance();
      log.trim(copies);
      pumpAll(false);
    }
  }
}

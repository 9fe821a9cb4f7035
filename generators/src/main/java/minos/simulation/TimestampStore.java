package minos.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * Transactions over shards, each of which keeps the versions of its keys by timestamp.
 *
 * <p>A transaction that writes locks all its keys, in their order, then takes a timestamp later
 * than what it found, and commits at all shards (two phases). One that only reads takes a timestamp
 * and reads each key as of then; where somebody holds the key's lock it waits.
 *
 * <p>How timestamps and real time are kept together is what differs:
 *
 * <ul>
 *   <li><em>Commit wait</em> [1]: clocks are off by at most the uncertainty. A timestamp is later
 *       than any clock shows now, and nobody hears of a commit until every clock is past its
 *       timestamp. Strictly serializable.
 *   <li><em>Uncertainty restarts</em> [2]: nobody waits. A reader that meets a version whose
 *       timestamp may be later only because of clocks begins again, later. Serializable, and single
 *       keys are linearizable as long as clocks differ by no more than the uncertainty.
 * </ul>
 *
 * <ol>
 *   <li>J. Corbett et al., "Spanner: Google's Globally-Distributed Database", OSDI 2012, section 4.
 *   <li>R. Taft et al., "CockroachDB: The Resilient Geo-Distributed SQL Database", SIGMOD 2020,
 *       section 3.
 * </ol>
 */
final class TimestampStore implements Store {
  /** The level of reads as of a time in the past. */
  static final String STALE = "stale";

  private static final long KEPT = 20_000_000_000L;

  private final World world;
  private final Network network;
  private final boolean waits;
  private final boolean restarts;
  private final long uncertainty;
  private final Map<Integer, Cell> cells = new HashMap<>();

  /**
   * A store.
   *
   * @param commitWait whether commits wait; else reads restart
   */
  TimestampStore(World world, boolean commitWait) {
    this.world = world;
    this.network = world.network();
    this.waits = commitWait && !world.options().breaks(Breakage.NO_COMMIT_WAIT);
    this.restarts = !commitWait;
    this.uncertainty = world.options().clockError();
  }

  @Override
  public void execute(Call call) {
    int coordinator = call.client.coordinator();
    if (coordinator >= 0) {
      Transaction transaction = new Transaction(call, coordinator);
      world.truth().invoked(call, transaction.keys());
      network.call(call.client.home, coordinator, Network.Leg.READ, transaction::begin);
    }
  }

  private Cell cell(int key) {
    return cells.computeIfAbsent(key, Cell::new);
  }

  /** A key at its shard. */
  private final class Cell {
    private final int shard;
    private final List<Version> versions = new ArrayList<>();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean locked;
    private long readAt;

    Cell(int key) {
      shard = key % network.nodes();
      versions.add(world.truth().initial(key));
    }

    Version latest() {
      return versions.get(versions.size() - 1);
    }

    /** The newest version that is not later than a timestamp. */
    Version asOf(long stamp) {
      int i = versions.size() - 1;
      while (i > 0 && versions.get(i).order > stamp) {
        i--;
      }
      return versions.get(i);
    }

    /** The newest version after one timestamp and not after another; the one as of the first. */
    Version within(long from, long to) {
      Version newest = asOf(to);
      return newest.order > from ? newest : asOf(from);
    }

    void write(Version version) {
      versions.add(version);
      long old = version.order - KEPT * NodeClock.MOST_NODES;
      while (versions.size() > 2 && versions.get(1).order < old) {
        versions.remove(0);
      }
    }

    void request(boolean exclusive, Runnable granted) {
      queue.addLast(new Waiting(exclusive, granted));
      serve();
    }

    void release() {
      locked = false;
      serve();
    }

    private void serve() {
      while (!locked && !queue.isEmpty()) {
        Waiting next = queue.removeFirst();
        locked = next.exclusive();
        next.granted().run();
      }
    }
  }

  /** Somebody who wants a key. */
  private record Waiting(boolean exclusive, Runnable granted) {}

  /** One step of a transaction. */
  private record Step(String f, int key, Value argument) {
    boolean writes() {
      return !f.equals("r");
    }
  }

  /** A transaction on its way. */
  private final class Transaction {
    private final Call call;
    private final int coordinator;
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> locking;
    private final Map<Integer, Version> found = new HashMap<>();
    private final Set<Version> written = new HashSet<>();
    private long atLeast;
    private long limit;
    private long stamped;

    Transaction(Call call, int coordinator) {
      this.call = call;
      this.coordinator = coordinator;
      switch (call.kind) {
        case READ -> steps.add(new Step("r", call.key, Nil.NIL));
        case WRITE -> steps.add(new Step("w", call.key, call.argument));
        case CAS -> steps.add(new Step("cas", call.key, call.argument));
        case TXN -> ((Seq) call.argument).items().forEach(step -> steps.add(step((Seq) step)));
        case ADD, REMOVE, LIST -> throw new IllegalArgumentException("no such data here");
      }
      locking = new ArrayList<>(new TreeSet<>(keys()));
    }

    private static Step step(Seq step) {
      String key = step.get(1).letters();
      return new Step(step.get(0).letters(), Integer.parseInt(key.substring(1)), step.get(2));
    }

    List<Integer> keys() {
      return steps.stream().map(Step::key).toList();
    }

    void begin() {
      if (steps.stream().anyMatch(Step::writes)) {
        lock(0);
      } else {
        long now = world.clock(coordinator).now();
        boolean stale = call.level.equals(STALE);
        long at = stale ? now + uncertainty - world.options().bound() : now;
        limit = (stale ? at : now + uncertainty) * NodeClock.MOST_NODES;
        read(restarts || stale ? at * NodeClock.MOST_NODES : limit);
      }
    }

    // Reading only.

    private void read(long stamp) {
      found.clear();
      for (int key : locking) {
        Cell cell = cell(key);
        network.deliver(
            coordinator,
            cell.shard,
            Network.Leg.READ,
            () -> cell.request(false, () -> readAt(key, cell, stamp)));
      }
    }

    private void readAt(int key, Cell cell, long stamp) {
      Version version = restarts ? cell.within(stamp, limit) : cell.asOf(stamp);
      cell.readAt = Math.max(cell.readAt, stamp);
      network.deliver(
          cell.shard,
          coordinator,
          Network.Leg.RESPONSE,
          () -> {
            found.put(key, version);
            if (found.size() == locking.size()) {
              finishReading(stamp);
            }
          });
    }

    private void finishReading(long stamp) {
      long newest = found.values().stream().mapToLong(version -> version.order).max().orElse(0);
      if (newest > stamp) {
        read(newest);
      } else {
        call.stamp = stamp;
        answer();
      }
    }

    // Writing.

    private void lock(int i) {
      if (i == locking.size()) {
        commit();
        return;
      }
      Cell cell = cell(locking.get(i));
      network.deliver(
          coordinator,
          cell.shard,
          Network.Leg.READ,
          () ->
              cell.request(
                  true,
                  () -> {
                    Version latest = cell.latest();
                    long floor = Math.max(latest.order, cell.readAt);
                    network.deliver(
                        cell.shard,
                        coordinator,
                        Network.Leg.RESPONSE,
                        () -> {
                          found.put(locking.get(i), latest);
                          atLeast = Math.max(atLeast, floor);
                          lock(i + 1);
                        });
                  }));
    }

    private void commit() {
      if (call.kind == Call.Kind.CAS && found.get(call.key) != call.expected) {
        release();
        network.answer(
            coordinator,
            call.client.home,
            Network.Leg.RESPONSE,
            () -> call.fail("precondition failed"));
        return;
      }
      NodeClock clock = world.clock(coordinator);
      long now = clock.now() + (restarts ? 0 : uncertainty);
      long stamp = clock.stampAfter(Math.max(atLeast, now * NodeClock.MOST_NODES));
      stamped = stamp;
      call.stamp = stamp;
      for (Step step : steps) {
        if (step.writes()) {
          Version version = version(step);
          version.order = stamp;
          written.add(version);
          found.put(step.key(), version);
        }
      }
      long past = NodeClock.time(stamp) + uncertainty - clock.now();
      world.scheduler().after(waits ? past + 1 : 0, this::committed);
    }

    private void committed() {
      answer();
      release();
    }

    private Version version(Step step) {
      if (call.written != null) {
        return call.written;
      }
      Version before = found.get(step.key());
      if (before == null || !step.f().equals("append")) {
        return new Version(step.key(), step.argument());
      }
      List<Value> items =
          new ArrayList<>(before.value instanceof Seq seq ? seq.items() : List.of());
      items.add(step.argument());
      return new Version(step.key(), new Seq(items));
    }

    private void release() {
      for (int key : locking) {
        Cell cell = cell(key);
        Version version = found.get(key);
        network.deliver(
            coordinator,
            cell.shard,
            Network.Leg.WRITE,
            () -> {
              if (version != null && written.contains(version)) {
                cell.write(version);
              }
              // Whoever writes it next comes after this transaction, which may only have read it.
              cell.readAt = Math.max(cell.readAt, stamped);
              cell.release();
            });
      }
    }

    private void answer() {
      List<Version> versions = new ArrayList<>();
      List<Value> results = new ArrayList<>();
      for (Step step : steps) {
        Version version = found.get(step.key());
        if (version == null) {
          throw new IllegalStateException("a transaction without its key " + step.key());
        }
        versions.add(version);
        Value key = world.recorder().key(step.key());
        boolean reads = step.f().equals("r");
        results.add(Value.seq(new Text(step.f()), key, reads ? version.value : step.argument()));
      }
      network.answer(
          coordinator,
          call.client.home,
          Network.Leg.RESPONSE,
          () -> {
            if (call.kind == Call.Kind.TXN) {
              if (!call.done()) {
                world.truth().succeeded(call, versions, written);
              }
              call.answer = new Seq(results);
              call.ok(coordinator, null);
            } else {
              call.ok(coordinator, versions.get(0));
            }
          });
    }
  }
}

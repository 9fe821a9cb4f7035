package minos.simulation;

/**
 * A node's clock, which is off by a constant.
 *
 * <p>Time zero of the simulation is {@value #EPOCH} on a clock that is right, so that no clock
 * shows negative times.
 */
final class NodeClock {
  /** What a clock that is right shows when the simulation begins, in nanoseconds. */
  static final long EPOCH = 1_000_000_000_000L;

  /** Timestamps of nodes differ in their lowest digits. */
  static final int MOST_NODES = 32;

  private final Scheduler scheduler;
  private final int node;
  private final long offset;
  private long last;

  NodeClock(Scheduler scheduler, int node, long offset) {
    this.scheduler = scheduler;
    this.node = node;
    this.offset = offset;
  }

  /** Nanoseconds that the clock shows. */
  long now() {
    return EPOCH + scheduler.now() + offset;
  }

  /** A timestamp that no other event of any node has, and that is later than this node's last. */
  long stamp() {
    last = Math.max(now(), last + 1);
    return last * MOST_NODES + node;
  }

  /** The same, and later than another timestamp: a hybrid clock. */
  long stampAfter(long other) {
    last = Math.max(last, other / MOST_NODES);
    return stamp();
  }

  /** The time of a timestamp, in nanoseconds. */
  static long time(long stamp) {
    return stamp / MOST_NODES;
  }
}

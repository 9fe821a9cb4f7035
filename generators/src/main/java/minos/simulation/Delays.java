package minos.simulation;

/**
 * The one-way delays of a store's four messages, named as by the WARS model: a write to a replica,
 * its acknowledgement, a read of a replica and its response.
 *
 * @param write from coordinator to replica, with a write
 * @param ack back
 * @param read from coordinator to replica, with a read
 * @param response back
 * @param between what a message between different nodes takes besides
 * @param replication what a write takes besides until it is at another node
 */
public record Delays(
    Latency write,
    Latency ack,
    Latency read,
    Latency response,
    Latency between,
    Latency replication) {
  /** Delays between nodes that are next to each other. */
  static Delays near(Latency write, Latency ack, Latency read, Latency response) {
    return new Delays(write, ack, read, response, Latency.NONE, Latency.NONE);
  }
}

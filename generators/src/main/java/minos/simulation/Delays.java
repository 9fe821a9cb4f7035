package minos.simulation;

/**
 * The one-way delays of a store's four messages, named as by the WARS model: a write to a replica,
 * its acknowledgement, a read of a replica and its response.
 *
 * @param write from coordinator to replica, with a write
 * @param ack back
 * @param read from coordinator to replica, with a read
 * @param response back
 * @param remoteMillis what a message between different places takes besides
 */
public record Delays(
    Latency write, Latency ack, Latency read, Latency response, double remoteMillis) {}

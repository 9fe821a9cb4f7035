package minos.store.redis;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How Redis is used.
 *
 * @param nodes where it is: first the primary, then its replicas
 * @param prefix what all keys begin with; nothing else is touched
 * @param awaitReplicas how many replicas must have a write before it counts as done, by {@code
 *     WAIT}; 0 for not to ask
 * @param timeout how long a reply may take
 */
public record RedisSettings(
    List<InetSocketAddress> nodes, String prefix, int awaitReplicas, Duration timeout) {
  /** Copies the list. */
  public RedisSettings {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || prefix.isEmpty()) {
      throw new IllegalArgumentException("a store needs a node, and a prefix of its own");
    }
  }
}

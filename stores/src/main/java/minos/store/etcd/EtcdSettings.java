package minos.store.etcd;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How etcd is used.
 *
 * @param nodes its members that are asked, at least one
 * @param prefix what all keys begin with; nothing else is touched
 * @param timeout how long an answer may take
 */
public record EtcdSettings(List<URI> nodes, String prefix, Duration timeout) {
  /** Copies the list. */
  public EtcdSettings {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || prefix.isEmpty()) {
      throw new IllegalArgumentException("a store needs a node, and a prefix of its own");
    }
  }
}

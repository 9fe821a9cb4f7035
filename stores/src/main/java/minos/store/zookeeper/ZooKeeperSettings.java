package minos.store.zookeeper;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How ZooKeeper is used.
 *
 * @param nodes its servers that are asked, at least one
 * @param prefix what all keys begin with; nothing else is touched. Its parts between slashes are
 *     nodes of the tree
 * @param timeout how long a reply may take
 */
public record ZooKeeperSettings(List<InetSocketAddress> nodes, String prefix, Duration timeout) {
  /** Copies the list. */
  public ZooKeeperSettings {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || prefix.replace("/", "").isEmpty()) {
      throw new IllegalArgumentException("a store needs a node, and a prefix of its own");
    }
  }

  /** The node of the tree below which all keys are. */
  String root() {
    String root = "/" + prefix;
    return root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }
}

package minos.store.cassandra;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Cassandra is used.
 *
 * @param nodes its nodes that are asked, at least one
 * @param user who asks, if the cluster wants to know
 * @param password the user's
 * @param table the table with its keyspace: {@code keyspace.table}
 * @param createTable whether to make both if there are none, and to remove the table in the end
 * @param prefix what all keys begin with; nothing else is touched
 * @param writing the level of writes
 * @param strong the level of reads that ask for strong consistency
 * @param timeout how long a reply may take
 */
public record CassandraSettings(
    List<InetSocketAddress> nodes,
    Optional<String> user,
    Optional<String> password,
    String table,
    boolean createTable,
    String prefix,
    Level writing,
    Level strong,
    Duration timeout) {
  /** Copies the list. */
  public CassandraSettings {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || prefix.isEmpty()) {
      throw new IllegalArgumentException("a store needs a node, and a prefix of its own");
    }
    if (!table.matches("[A-Za-z]\\w{0,47}\\.[A-Za-z]\\w{0,47}")) {
      throw new IllegalArgumentException(
          "'" + table + "' is no table of Cassandra; expected KEYSPACE.TABLE");
    }
  }

  /** The keyspace of the table. */
  String keyspace() {
    return table.substring(0, table.indexOf('.'));
  }

  @Override
  public String toString() {
    return "Cassandra at " + nodes + ", table " + table;
  }
}

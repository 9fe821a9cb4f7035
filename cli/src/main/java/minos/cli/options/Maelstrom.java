package minos.cli.options;

import java.util.Map;

/** What Maelstrom calls the workloads that have another name here. */
final class Maelstrom {
  private static final Map<String, String> NAMES =
      Map.of(
          "broadcast", "g-set",
          "txn-kafka", "kafka",
          "g-counter", "pn-counter",
          "txn-list-append", "list-append",
          "txn-rw-register", "rw-register");

  private Maelstrom() {}

  /** Our name of a workload. */
  static String ours(String name) {
    return NAMES.getOrDefault(name, name);
  }

  /** Whether a workload is judged as transactions, and not by a checker of Jepsen's own. */
  static boolean transactional(String name) {
    return name.equals("txn-list-append") || name.equals("txn-rw-register");
  }
}

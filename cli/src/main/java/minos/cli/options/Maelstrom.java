package minos.cli.options;

import java.util.Map;
import minos.convergence.ReplicatedType;

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

  /** Our name of a model: that of its workload, unless we have a model of that name ourselves. */
  static String model(String name) {
    return ReplicatedType.ofId(name).isPresent() ? name : ours(name);
  }

  /** Whether a workload is judged as transactions, and not by a checker of Jepsen's own. */
  static boolean transactional(String name) {
    return name.equals("txn-list-append") || name.equals("txn-rw-register");
  }
}

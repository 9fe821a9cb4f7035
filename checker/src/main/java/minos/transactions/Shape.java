package minos.transactions;

/**
 * How a level turns dependencies into edges of a graph that must have no cycle.
 *
 * <p>Either a transaction is one node, or two: the point where it takes its snapshot, and the one
 * where it commits. With two, the forbidden cycles of snapshot isolation, those without two
 * neighbouring {@code rw} [1], become plain cycles: {@code wr} and {@code ww} lead from a commit to
 * a snapshot, {@code rw} from a snapshot to a commit, so two {@code rw} in a row don't connect [2].
 * For prefix consistency, which does not order the snapshots of writers of the same key, {@code ww}
 * leads from commit to commit.
 *
 * <ol>
 *   <li>A. Cerone, A. Gotsman, "Analysing snapshot isolation", J. ACM 65(2), 2018, theorem 4.1.
 *   <li>J. Zhang, Y. Ji, S. Mu, C. Tan, "Viper: a fast snapshot isolation checker", EuroSys 2023.
 * </ol>
 */
enum Shape {
  /** Cursor stability: of {@code rw} only those of a reader that overwrote what it read. */
  CURSOR(false),
  /** Parallel snapshot isolation: {@code rw} counts only in cycles that have no other. */
  PARALLEL(false),
  /** Prefix consistency. */
  PREFIX(true),
  /** Snapshot isolation. */
  SNAPSHOT(true),
  /** Serializability. */
  SERIAL(false);

  private final boolean split;

  Shape(boolean split) {
    this.split = split;
  }

  /** Whether a transaction is two nodes: twice its number the snapshot, one more the commit. */
  boolean split() {
    return split;
  }

  /** How many nodes so many transactions are. */
  int nodes(int transactions) {
    return split ? 2 * transactions : transactions;
  }

  /** The transaction of a node. */
  int transaction(int node) {
    return split ? node >> 1 : node;
  }

  /** Where a transaction's effects are there for others. */
  int commit(int transaction) {
    return split ? 2 * transaction + 1 : transaction;
  }

  /** Where a transaction begins to see what others did. */
  int snapshot(int transaction) {
    return split ? 2 * transaction : transaction;
  }

  /** Where a transaction that overwrites a version must have that version's writer before it. */
  int overwrite(int transaction) {
    return this == PREFIX ? commit(transaction) : snapshot(transaction);
  }

  /** Whether two transactions that wrote the same key must not both have missed the other. */
  boolean forbidsLostUpdate() {
    return this != PREFIX;
  }

  /** Whether the order of versions that nobody read can matter. */
  boolean ordersUnreadVersions() {
    return this == SNAPSHOT || this == PARALLEL;
  }

  /** Whether every {@code rw} is an edge of the graph. */
  boolean antidependencies() {
    return this == PREFIX || this == SNAPSHOT || this == SERIAL;
  }
}

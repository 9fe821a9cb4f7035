package minos.transactions;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The isolation levels, with what each implies directly and where it is defined.
 *
 * <p>Three orders can take part: reads-from and the dependencies of versions always do; the order
 * of a session's transactions does where a level's definition has it; that of real time only in the
 * strong levels. Definitions differ about sessions. Those of Adya and of Crooks et al. for the
 * classic levels (read committed, cursor stability, repeatable read, snapshot isolation,
 * serializability) know none; in those of Biswas and Enea and of the tools that follow them a
 * history <em>is</em> its sessions. Here a level with {@link #sessions} always counts them; the
 * others count them where the history has no other order at all, as in the text formats of those
 * tools. Every implication below holds either way.
 *
 * <p>Sources:
 *
 * <ol>
 *   <li>A. Adya, "Weak consistency: a generalized theory and optimistic implementations for
 *       distributed transactions", PhD thesis, MIT, 1999.
 *   <li>R. Biswas, C. Enea, "On the complexity of checking transactional consistency", OOPSLA 2019.
 *   <li>A. Cerone, G. Bernardi, A. Gotsman, "A framework for transactional consistency models with
 *       atomic visibility", CONCUR 2015.
 *   <li>N. Crooks, Y. Pu, L. Alvisi, A. Clement, "Seeing is believing: a client-centric
 *       specification of database isolation", PODC 2017.
 *   <li>P. Bailis et al., "Highly available transactions: virtues and limitations", VLDB 2014.
 *   <li>K. Daudjee, K. Salem, "Lazy database replication with snapshot isolation", VLDB 2006.
 * </ol>
 */
public enum IsolationLevel {
  /** No two transactions' writes are interleaved: PL-1 [1, section 3.2.2]. */
  READ_UNCOMMITTED("read-uncommitted", Family.READ_UNCOMMITTED, false, false, "[1] PL-1"),

  /**
   * Only committed, final versions are read, and a transaction that read from another later reads
   * nothing older than what that one wrote [2, section 2.2, "Read Committed"].
   */
  READ_COMMITTED("read-committed", Family.READ_COMMITTED, false, false, "[2] Read Committed"),

  /**
   * Once a transaction has seen part of another's effects, it sees all of them [5, section 5.1.2].
   * That is the axiom that [2] calls Read Committed, so both are decided alike.
   */
  MONOTONIC_ATOMIC_VIEW(
      "monotonic-atomic-view", Family.READ_COMMITTED, false, false, "[5] Monotonic Atomic View"),

  /** Transactions see all or nothing of each other [2, "Read Atomic"; 3]. */
  READ_ATOMIC("read-atomic", Family.READ_ATOMIC, false, false, "[2] Read Atomic"),

  /** What happened causally before a transaction is visible to it [2, "Causal Consistency"; 3]. */
  TRANSACTIONAL_CAUSAL(
      "transactional-causal", Family.CAUSAL, true, false, "[2] Causal Consistency"),

  /**
   * No update is lost between a transaction's read and its write of the same key: PL-CS [1, section
   * 4.3.1], every read that the transaction follows by a write being taken as made by a cursor.
   */
  CURSOR_STABILITY("cursor-stability", Family.CURSOR_STABILITY, false, false, "[1] PL-CS"),

  /** Causal, and of two writers of a key one sees the other [3; 4, "Parallel SI"]. */
  PARALLEL_SNAPSHOT_ISOLATION(
      "parallel-snapshot-isolation",
      Family.PARALLEL_SNAPSHOT,
      true,
      false,
      "[3] Parallel Snapshot Isolation"),

  /** Transactions see a prefix of the commit order [2, "Prefix Consistency"; 3]. */
  PREFIX_CONSISTENCY("prefix-consistency", Family.PREFIX, true, false, "[2] Prefix Consistency"),

  /**
   * Transactions read from a snapshot, and of two concurrent ones that wrote the same key one
   * aborts: PL-SI without time [1, section 4.3.5; 4, "Adya SI"].
   */
  SNAPSHOT_ISOLATION("snapshot-isolation", Family.SNAPSHOT, false, false, "[4] Adya SI"),

  /** Snapshot isolation in which each session sees what it did before [4, "Session SI"; 6]. */
  STRONG_SESSION_SNAPSHOT_ISOLATION(
      "strong-session-snapshot-isolation", Family.SNAPSHOT, true, false, "[6] Strong session SI"),

  /** Snapshot isolation in which a snapshot holds all that was committed before [4; 6]. */
  STRONG_SNAPSHOT_ISOLATION(
      "strong-snapshot-isolation", Family.SNAPSHOT, true, true, "[4] Strong SI"),

  /**
   * What was read does not change: PL-2.99 [1, section 3.2.4]. It differs from serializability only
   * in reads by predicate, which no history here has, so both are decided alike.
   */
  REPEATABLE_READ("repeatable-read", Family.SERIAL, false, false, "[1] PL-2.99"),

  /** As if one after the other: PL-3 [1, section 3.2.3; 2, "Serializability"]. */
  SERIALIZABLE("serializable", Family.SERIAL, false, false, "[1] PL-3"),

  /** As if one after the other, each session in its order [6]. */
  STRONG_SESSION_SERIALIZABLE(
      "strong-session-serializable",
      Family.SERIAL,
      true,
      false,
      "[2] Serializability with session order"),

  /** As if one after the other, in an order that agrees with real time [4, "Strict Ser."]. */
  STRICT_SERIALIZABLE(
      "strict-serializable", Family.SERIAL, true, true, "[4] Strict Serializability");

  /** What decides a level. */
  enum Family {
    READ_UNCOMMITTED,
    READ_COMMITTED,
    READ_ATOMIC,
    CAUSAL,
    CURSOR_STABILITY,
    PARALLEL_SNAPSHOT,
    PREFIX,
    SNAPSHOT,
    SERIAL
  }

  private final String id;
  private final Family family;
  private final boolean sessions;
  private final boolean realTime;
  private final String source;

  IsolationLevel(String id, Family family, boolean sessions, boolean realTime, String source) {
    this.id = id;
    this.family = family;
    this.sessions = sessions;
    this.realTime = realTime;
    this.source = source;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** The level of an id; empty if there is none. */
  public static Optional<IsolationLevel> of(String id) {
    for (IsolationLevel level : values()) {
      if (level.id.equals(id)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  Family family() {
    return family;
  }

  /** Whether its definition counts the order of sessions in every history. */
  public boolean sessions() {
    return sessions;
  }

  /** Whether it counts the order of real time. */
  public boolean realTime() {
    return realTime;
  }

  /** Where it is defined: a number of the list above, and the name there. */
  public String source() {
    return source;
  }

  /** The levels that it implies directly: what it allows, they allow. */
  public List<IsolationLevel> implied() {
    return switch (this) {
      case READ_UNCOMMITTED -> List.of();
      case READ_COMMITTED -> List.of(READ_UNCOMMITTED);
      case MONOTONIC_ATOMIC_VIEW -> List.of(READ_COMMITTED);
      case READ_ATOMIC -> List.of(MONOTONIC_ATOMIC_VIEW);
      case TRANSACTIONAL_CAUSAL -> List.of(READ_ATOMIC);
      case CURSOR_STABILITY -> List.of(MONOTONIC_ATOMIC_VIEW);
      case PARALLEL_SNAPSHOT_ISOLATION -> List.of(TRANSACTIONAL_CAUSAL);
      case PREFIX_CONSISTENCY -> List.of(TRANSACTIONAL_CAUSAL);
      case SNAPSHOT_ISOLATION -> List.of(CURSOR_STABILITY, READ_ATOMIC);
      case STRONG_SESSION_SNAPSHOT_ISOLATION ->
          List.of(SNAPSHOT_ISOLATION, PARALLEL_SNAPSHOT_ISOLATION, PREFIX_CONSISTENCY);
      case STRONG_SNAPSHOT_ISOLATION -> List.of(STRONG_SESSION_SNAPSHOT_ISOLATION);
      case REPEATABLE_READ -> List.of(CURSOR_STABILITY);
      case SERIALIZABLE -> List.of(REPEATABLE_READ, SNAPSHOT_ISOLATION);
      case STRONG_SESSION_SERIALIZABLE -> List.of(SERIALIZABLE, STRONG_SESSION_SNAPSHOT_ISOLATION);
      case STRICT_SERIALIZABLE -> List.of(STRONG_SESSION_SERIALIZABLE, STRONG_SNAPSHOT_ISOLATION);
    };
  }

  /** Whether it allows only what another allows; every level implies itself. */
  public boolean implies(IsolationLevel weaker) {
    Set<IsolationLevel> seen = EnumSet.of(this);
    ArrayDeque<IsolationLevel> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (IsolationLevel next : open.remove().implied()) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return seen.contains(weaker);
  }
}

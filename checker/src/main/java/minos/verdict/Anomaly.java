package minos.verdict;

/** Named patterns that some consistency models forbid. */
public enum Anomaly {
  /** No order of the operations explains one of them; no narrower name fits. */
  NOT_LINEARIZABLE("not-linearizable"),
  /** A read returned a value that had been overwritten before the read began. */
  STALE_READ("stale-read"),
  /** A read returned a value that nobody had written, or that was written only later. */
  THIN_AIR_READ("thin-air-read"),
  /** An acknowledged write is seen by nobody afterwards: what it replaced is back. */
  LOST_WRITE("lost-write"),
  /** Two updates took effect on the same old value. */
  LOST_UPDATE("lost-update"),
  /** A session saw a newer version and then an older one. */
  NON_MONOTONIC_READ("non-monotonic-read"),
  /** A session did not see its own write. */
  OWN_WRITE_NOT_SEEN("own-write-not-seen"),
  /** Somebody saw two writes of one session in the wrong order. */
  NON_MONOTONIC_WRITE("non-monotonic-write"),
  /** Somebody saw a write, but not what its session had read before writing. */
  WRITES_FOLLOW_READS_VIOLATED("writes-follow-reads-violated"),
  /** A read returned a version although a causally newer one was in its past. */
  CAUSALITY_VIOLATION("causality-violation"),
  /** Operations that must each come before the next, and the last before the first. */
  CAUSAL_CYCLE("causal-cycle"),
  /** Sessions saw concurrent writes in orders that no single order explains. */
  FORK("fork"),
  /** A value is back after its deletion was seen. */
  RESURRECTED_DELETE("resurrected-delete"),
  /** Replicas that received the same updates, or had time to, answer differently. */
  DIVERGENT_REPLICAS("divergent-replicas"),
  /** No order of all the operations explains them, even if real time is disregarded. */
  NOT_SEQUENTIAL("not-sequential"),
  /** A read saw an older version after an overlapping read had seen a newer one. */
  NEW_OLD_INVERSION("new-old-inversion"),
  /** A recorded vector clock does not contain what was observed, or runs backwards. */
  CLOCK_VIOLATION("clock-violation"),
  /** The store's own versions are not in the order of real time, or one has two values. */
  VERSION_ORDER_VIOLATION("version-order-violation"),
  /** Two clients hold a lock at once. */
  DOUBLE_ACQUIRE("double-acquire"),
  /** A lock was released that nobody held. */
  RELEASE_WITHOUT_HOLD("release-without-hold"),

  // Of workloads.

  /** A set lacks an element that was known to exist before the read began, and for good. */
  LOST_ELEMENT("lost-element"),
  /** A read of a set lacks an element known to exist before it began; a later read has it. */
  STALE_ELEMENT("stale-element"),
  /** A read of a set has an element that nobody had tried to add before it ended. */
  UNEXPECTED_ELEMENT("unexpected-element"),
  /** A read of a set has an element whose adds all failed. */
  ABORTED_ELEMENT("aborted-element"),
  /** One read of a set has an element more than once. */
  DUPLICATE_ELEMENT("duplicate-element"),
  /** A counter read less than it must have been, or more than it can have been. */
  COUNTER_OUT_OF_BOUNDS("counter-out-of-bounds"),
  /** The balances of a bank do not sum up to what they always sum up to. */
  WRONG_TOTAL("wrong-total"),
  /** An account is overdrawn, which the bank does not allow. */
  NEGATIVE_BALANCE("negative-balance"),
  /** A read has an account that the bank does not have. */
  UNEXPECTED_ACCOUNT("unexpected-account"),
  /** A read has an account without a balance. */
  NIL_BALANCE("nil-balance"),
  /** A read lacks an account that the bank has. */
  MISSING_ACCOUNT("missing-account"),
  /** No order of the transfers of a bank explains all snapshots that its reads took. */
  UNSERIALIZABLE_SNAPSHOTS("unserializable-snapshots"),
  /** Two reads saw two writes in opposite orders. */
  LONG_FORK("long-fork"),
  /** A message that was acknowledged was never received, or less often than it was sent. */
  LOST_MESSAGE("lost-message"),
  /** A message was received that nobody can have sent by then. */
  UNEXPECTED_MESSAGE("unexpected-message"),
  /** A message was received more often than it was sent. */
  DUPLICATE_MESSAGE("duplicate-message"),
  /** An id that should be unique was generated twice. */
  DUPLICATE_ID("duplicate-id"),
  /** A read sees a write, but not one that was acknowledged before that write began. */
  CAUSAL_REVERSE("causal-reverse"),
  /** A read sees a client's later write, but not an earlier one of the same client. */
  MISSING_PREDECESSOR("missing-predecessor"),
  /** Values in the order of their timestamps do not grow as they were made to. */
  REORDERED("reordered"),
  /** Two transactions succeeded that each looked for the other by a predicate and found none. */
  G2_PREDICATE("g2-predicate"),
  /** A read saw what was never committed. */
  DIRTY_READ("dirty-read"),
  /** Reads that must agree in the end differ. */
  DIVERGENT_READS("divergent-reads"),
  /** A later hold of a lock has no higher fencing token. */
  NON_MONOTONIC_FENCE("non-monotonic-fence"),
  /** Two messages are at one offset of a log. */
  INCONSISTENT_OFFSETS("inconsistent-offsets"),
  /** One message is at two offsets of a log. */
  DUPLICATE_OFFSET("duplicate-offset"),
  /** A message that was certainly sent is at an offset that was passed by, but nobody polled it. */
  LOST_LOG_ENTRY("lost-log-entry"),
  /** A message was acknowledged, and nobody polled it up to the end. */
  UNSEEN_LOG_ENTRY("unseen-log-entry"),
  /** A consumer skipped messages of a log. */
  POLL_SKIP("poll-skip"),
  /** A consumer went back in a log. */
  NON_MONOTONIC_POLL("non-monotonic-poll"),
  /** A producer's later message is at a lower offset of a log. */
  NON_MONOTONIC_SEND("non-monotonic-send"),
  /** A transaction polled a message that a failed transaction had sent. */
  ABORTED_POLL("aborted-poll"),
  /** A transaction polled a message that it sent itself and that was not committed yet. */
  PRECOMMITTED_READ("precommitted-read"),
  /** A reply does not carry what was sent. */
  WRONG_ECHO("wrong-echo"),
  /** No operation of some function succeeded. */
  FUNCTION_NEVER_SUCCEEDED("function-never-succeeded"),
  /** A log file has a line that it must not have. */
  LOG_PATTERN_FOUND("log-pattern-found"),

  // Of transactions.

  /** Write cycle: transactions overwrote each other's versions in a circle (Adya). */
  G0("G0"),
  /** {@link #G0} that needs the order of a session to close. */
  G0_PROCESS("G0-process"),
  /** {@link #G0} that needs the order of real time to close. */
  G0_REALTIME("G0-realtime"),
  /** Aborted read: a transaction read what one that did not happen had written (Adya). */
  G1A("G1a"),
  /** Intermediate read: a transaction read what its writer itself overwrote (Adya). */
  G1B("G1b"),
  /** Circular information flow: a cycle of writes and reads of them (Adya). */
  G1C("G1c"),
  /** {@link #G1C} that needs the order of a session to close. */
  G1C_PROCESS("G1c-process"),
  /** {@link #G1C} that needs the order of real time to close. */
  G1C_REALTIME("G1c-realtime"),
  /** Read skew: a cycle with exactly one step from a read to the write that replaced it (Adya). */
  G_SINGLE("G-single"),
  /** {@link #G_SINGLE} that needs the order of a session to close. */
  G_SINGLE_PROCESS("G-single-process"),
  /** {@link #G_SINGLE} that needs the order of real time to close. */
  G_SINGLE_REALTIME("G-single-realtime"),
  /** A cycle with several such steps, no two of them next to each other. */
  G_NONADJACENT("G-nonadjacent"),
  /** {@link #G_NONADJACENT} that needs the order of a session to close. */
  G_NONADJACENT_PROCESS("G-nonadjacent-process"),
  /** {@link #G_NONADJACENT} that needs the order of real time to close. */
  G_NONADJACENT_REALTIME("G-nonadjacent-realtime"),
  /** A cycle with two such steps next to each other (Adya). */
  G2_ITEM("G2-item"),
  /** {@link #G2_ITEM} that needs the order of a session to close. */
  G2_ITEM_PROCESS("G2-item-process"),
  /** {@link #G2_ITEM} that needs the order of real time to close. */
  G2_ITEM_REALTIME("G2-item-realtime"),
  /** Two transactions read what both wrote and each missed the other's write: on different keys. */
  WRITE_SKEW("write-skew"),
  /** A transaction observed another's write to one key and missed its write to another. */
  FRACTURED_READ("fractured-read"),
  /** A transaction wrote on top of what one that did not happen had written. */
  DIRTY_UPDATE("dirty-update"),
  /** A write took effect more than once. */
  DUPLICATE_WRITE("duplicate-write"),
  /** Reads that no single order of the versions of a key explains. */
  INCOMPATIBLE_ORDER("incompatible-order"),
  /** A transaction contradicts itself: it did not read what it had written. */
  INTERNAL("internal"),
  /** The transactions fit no order that the level allows; no narrower name fits. */
  NO_ORDER("no-order");

  private final String id;

  Anomaly(String id) {
    this.id = id;
  }

  /** The name in reports and JSON. */
  public String id() {
    return id;
  }
}

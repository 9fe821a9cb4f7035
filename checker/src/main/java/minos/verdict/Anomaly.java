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
  /** Two clients hold a lock at once. */
  DOUBLE_ACQUIRE("double-acquire"),
  /** A lock was released that nobody held. */
  RELEASE_WITHOUT_HOLD("release-without-hold"),
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
  /** Two readers observed two independent writes in opposite orders. */
  LONG_FORK("long-fork"),
  /** A transaction missed a write that had happened causally before it. */
  CAUSALITY_VIOLATION("causality-violation"),
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

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
  /** Two reads saw two writes in opposite orders. */
  LONG_FORK("long-fork");

  private final String id;

  Anomaly(String id) {
    this.id = id;
  }

  /** The name in reports and JSON. */
  public String id() {
    return id;
  }
}

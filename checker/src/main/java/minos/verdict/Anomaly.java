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
  /** Two clients hold a lock at once. */
  DOUBLE_ACQUIRE("double-acquire"),
  /** A lock was released that nobody held. */
  RELEASE_WITHOUT_HOLD("release-without-hold");

  private final String id;

  Anomaly(String id) {
    this.id = id;
  }

  /** The name in reports and JSON. */
  public String id() {
    return id;
  }
}

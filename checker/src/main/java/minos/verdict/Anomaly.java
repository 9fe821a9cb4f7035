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

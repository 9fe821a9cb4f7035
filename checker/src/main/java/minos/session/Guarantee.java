package minos.session;

/** The four session guarantees of Terry et al. */
public enum Guarantee {
  /** A read sees the session's earlier writes. */
  READ_YOUR_WRITES,
  /** A read sees what the session's earlier reads saw. */
  MONOTONIC_READS,
  /** Nobody sees a write without, or before, the earlier writes of its session. */
  MONOTONIC_WRITES,
  /** Nobody sees a write without, or before, what its session had read when it wrote. */
  WRITES_FOLLOW_READS
}

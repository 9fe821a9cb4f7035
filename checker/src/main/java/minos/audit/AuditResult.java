package minos.audit;

import java.util.Optional;
import minos.history.Operation;

/** What an audit found. */
public sealed interface AuditResult {
  /**
   * It is what it claims to be.
   *
   * @param operations how many operations it speaks of
   * @param how what was verified, and by what, as the end of a sentence about them
   */
  record Verified(int operations, String how) implements AuditResult {}

  /**
   * It is not.
   *
   * @param reason why, as a sentence without its full stop
   * @param operation where, if at an operation of the history
   */
  record Refuted(String reason, Optional<Operation> operation) implements AuditResult {}

  /**
   * Nobody knows.
   *
   * @param reason why not, as a sentence without its full stop
   */
  record Undecided(String reason) implements AuditResult {}
}

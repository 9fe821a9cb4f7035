package minos.simulation;

import java.util.Locale;
import java.util.Optional;

/** Ways of breaking a store's promise on purpose. */
public enum Breakage {
  /** Reads and writes wait for one replica only, whatever their level says. */
  WEAK_QUORUM("reads and writes wait for one replica only, whatever their level says"),
  /** What a replica missed stays missed: no hints, no retries, no repair. */
  NO_REPAIR("what a replica missed stays missed: no hints, no retries, no repair"),
  /** A node that stands in for one that is down counts as a replica. */
  SLOPPY_QUORUM("a node that stands in for one out of reach counts as a replica"),
  /** Clocks are off by more than the store allows for. */
  CLOCK_SKEW("clocks are off by more than the store allows for"),
  /** A leader goes on serving reads although its lease is over. */
  IGNORED_LEASE("a leader that was cut off goes on serving reads although its lease is over"),
  /** Reads that ask for the leader are served by any follower. */
  FOLLOWER_READS("reads that ask for the newest are served by any follower"),
  /** Writes are acknowledged before anybody else has them. */
  EARLY_ACK("writes are acknowledged before a majority has them"),
  /** A compare-and-set compares first and sets later. */
  CHECK_THEN_ACT("a compare-and-set compares first and sets later"),
  /** Sessions bring no token, or it is not looked at. */
  NO_TOKENS("the token that says what a session has seen is not looked at"),
  /** Sessions are not sticky: each operation goes to any node. */
  WANDERING_SESSIONS("sessions are not sticky: each operation goes to any node"),
  /** An update is applied before those that it depends on. */
  NO_DEPENDENCIES("an update is applied before those that it depends on"),
  /** Caches serve what they have long after its time is over. */
  OVERDUE_CACHE("caches serve what they have ten times as long as they may"),
  /** Nobody waits until a commit's timestamp is past. */
  NO_COMMIT_WAIT("nobody waits until a commit's timestamp is past"),
  /** Keys are probed before they are created, so that caches know of their absence. */
  PROBED_KEYS("keys are probed before they are created, so that caches learn of their absence"),
  /** Updates that arrive replace what is there. */
  OVERWRITES("what arrives replaces what is there, instead of being merged with it");

  private final String about;

  Breakage(String about) {
    this.about = about;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does, in a clause. */
  public String about() {
    return about;
  }

  /** The one of that name. */
  public static Optional<Breakage> ofId(String id) {
    for (Breakage breakage : values()) {
      if (breakage.id().equals(id)) {
        return Optional.of(breakage);
      }
    }
    return Optional.empty();
  }
}

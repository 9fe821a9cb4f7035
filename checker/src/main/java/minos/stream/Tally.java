package minos.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What was counted and found in a stream so far, and the verdict that follows: a violation stays
 * one; without operations, without successes, or with something left unjudged there is none.
 */
final class Tally {
  /** Violations that the verdict has; more are only counted. */
  private static final int KEPT = 1_000;

  private long events;
  private long operations;
  private long successes;
  private final List<Violation> violations = new ArrayList<>();
  private long violationCount;
  private @Nullable Cause incomplete;

  void event() {
    events++;
  }

  void operation() {
    operations++;
  }

  void success() {
    successes++;
  }

  void violation(Violation violation) {
    violationCount++;
    if (violations.size() < KEPT) {
      violations.add(violation);
    }
  }

  /** Says why the absence of violations is not known from now on; the first reason is kept. */
  void incomplete(Cause.Kind kind, String message) {
    if (incomplete == null) {
      incomplete = new Cause(kind, message);
    }
  }

  long events() {
    return events;
  }

  long operations() {
    return operations;
  }

  long successes() {
    return successes;
  }

  long violationCount() {
    return violationCount;
  }

  Optional<Cause> incomplete() {
    return Optional.ofNullable(incomplete);
  }

  /** Goes on from the counts of a checkpoint. */
  void restore(long eventCount, long operationCount, long successCount, @Nullable Cause cause) {
    events = eventCount;
    operations = operationCount;
    successes = successCount;
    incomplete = cause;
  }

  Verdict verdict() {
    if (!violations.isEmpty()) {
      return new Verdict.Violated(violations);
    }
    Cause cause = incomplete;
    if (operations == 0) {
      cause = new Cause(Cause.Kind.EMPTY, "the stream had no operation of a client");
    } else if (successes == 0) {
      cause =
          new Cause(
              Cause.Kind.NOTHING_SUCCEEDED, "none of the " + operations + " operations succeeded");
    }
    return cause == null ? new Verdict.Consistent() : new Verdict.Undecided(cause);
  }
}

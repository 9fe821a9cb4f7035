package minos.workload;

import minos.check.Budget;
import minos.verdict.Cause;

/**
 * Keeps a check within its budget: whoever works calls {@link #step} for each piece of work, and is
 * stopped by an exception when a limit is reached. Not thread-safe.
 */
final class Progress {
  private static final int STEPS_A_POLL = 1 << 12;

  private final Budget budget;
  private int steps;

  Progress(Budget budget) {
    this.budget = budget;
  }

  /** The limits. */
  Budget budget() {
    return budget;
  }

  /** Counts one piece of work of constant cost. */
  void step() {
    if (++steps == STEPS_A_POLL) {
      steps = 0;
      poll();
    }
  }

  /** Looks at the limits now. */
  void poll() {
    Cause cause = budget.exhausted();
    if (cause != null) {
      throw new Stopped(cause);
    }
  }

  /** Accounts for memory about to be allocated; false if there is none, which ends the work. */
  boolean tryReserve(long bytes) {
    return budget.reserve(bytes);
  }

  /** Accounts for memory about to be allocated. */
  void reserve(long bytes) {
    if (!budget.reserve(bytes)) {
      Cause cause = budget.exhausted();
      throw new Stopped(
          cause == null
              ? new Cause(Cause.Kind.MEMORY, "the memory limit for searches was reached")
              : cause);
    }
  }

  /** A limit was reached. Caught by {@link WorkloadCheck}, never seen outside. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Cause cause;

    Stopped(Cause cause) {
      super(cause.message(), null, false, false);
      this.cause = cause;
    }

    Cause why() {
      return cause;
    }
  }
}

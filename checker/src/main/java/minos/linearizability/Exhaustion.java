package minos.linearizability;

import minos.check.Budget;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/** Unwinds a search whose budget is used up. Never leaves this package. */
final class Exhaustion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Cause cause;

  Exhaustion(Cause cause) {
    super(cause.message(), null, false, false);
    this.cause = cause;
  }

  Cause cause() {
    return cause;
  }

  /** For a reservation that was refused. */
  static Exhaustion ofMemory(Budget budget) {
    @Nullable Cause cause = budget.exhausted();
    return new Exhaustion(
        cause != null
            ? cause
            : new Cause(
                Cause.Kind.MEMORY, "the search has more configurations than it can number"));
  }

  /** For a search that was given so many steps. */
  static Exhaustion ofSteps(long steps) {
    return new Exhaustion(
        new Cause(Cause.Kind.INTERRUPTED, "the search was given " + steps + " steps"));
  }

  /** Accounts for memory about to be allocated, and throws if there is no room. */
  static void reserve(Budget budget, long bytes) {
    if (!budget.reserve(bytes)) {
      throw ofMemory(budget);
    }
  }

  /** Throws if the budget is used up. */
  static void check(Budget budget) {
    Cause cause = budget.exhausted();
    if (cause != null) {
      throw new Exhaustion(cause);
    }
  }
}

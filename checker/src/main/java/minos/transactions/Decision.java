package minos.transactions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.verdict.Cause;
import minos.verdict.Violation;

/** What an engine found out about one level. */
sealed interface Decision {
  /**
   * The level allows the history.
   *
   * @param order all transactions that take part in an order that shows it, where there is one
   */
  record Allowed(Optional<int[]> order) implements Decision {
    /** Without an order. */
    public Allowed() {
      this(Optional.empty());
    }
  }

  /**
   * The level forbids it.
   *
   * @param support reads such that no history in which they have the same sources is allowed; empty
   *     for all reads
   */
  record Forbidden(List<Violation> violations, Optional<Set<Integer>> support) implements Decision {
    /** Copies the list. */
    public Forbidden {
      violations = List.copyOf(violations);
    }
  }

  /** Nobody knows. */
  record Open(Cause cause) implements Decision {}
}

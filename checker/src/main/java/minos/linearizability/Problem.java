package minos.linearizability;

import java.util.function.Function;
import minos.check.Budget;
import minos.history.History;

/**
 * The operations of one object, on ints, ready for a search. Immutable; arrays are not to be
 * changed.
 *
 * <p>Crashed operations (of unknown outcome) never return.
 */
final class Problem {
  private final int[] ordinals;
  private final int[] invoked;
  private final int[] completed;
  private final boolean[] readOnly;
  private final int[] alike;
  private final Function<Budget, Transitions> transitions;

  /**
   * A problem.
   *
   * @param ordinals the operations' places in the history
   * @param invoked positions of the invocations
   * @param completed positions of the completions, or {@link History#NEVER}
   * @param readOnly whether the operation leaves every state as it is
   * @param alike equal numbers for operations that are the same call to the specification
   * @param transitions makes the specification's transitions for one engine
   */
  Problem(
      int[] ordinals,
      int[] invoked,
      int[] completed,
      boolean[] readOnly,
      int[] alike,
      Function<Budget, Transitions> transitions) {
    this.ordinals = ordinals;
    this.invoked = invoked;
    this.completed = completed;
    this.readOnly = readOnly;
    this.alike = alike;
    this.transitions = transitions;
  }

  /** The problem of operations of a history at these places. */
  static Problem of(
      History history,
      int[] ordinals,
      boolean[] readOnly,
      int[] alike,
      Function<Budget, Transitions> transitions) {
    int n = ordinals.length;
    int[] invoked = new int[n];
    int[] completed = new int[n];
    for (int i = 0; i < n; i++) {
      invoked[i] = history.invoked(ordinals[i]);
      completed[i] = history.completed(ordinals[i]);
    }
    return new Problem(ordinals, invoked, completed, readOnly, alike, transitions);
  }

  int size() {
    return ordinals.length;
  }

  int ordinal(int operation) {
    return ordinals[operation];
  }

  int invoked(int operation) {
    return invoked[operation];
  }

  int completed(int operation) {
    return completed[operation];
  }

  boolean crashed(int operation) {
    return completed[operation] == History.NEVER;
  }

  boolean readOnly(int operation) {
    return readOnly[operation];
  }

  int alike(int operation) {
    return alike[operation];
  }

  /** The specification's transitions for one engine, which accounts to the budget. */
  Transitions transitions(Budget budget) {
    return transitions.apply(budget);
  }
}

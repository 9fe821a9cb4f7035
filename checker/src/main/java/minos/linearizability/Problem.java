package minos.linearizability;

import java.util.Arrays;
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
  /** What an operation takes here, in bytes. */
  static final long BYTES = 22;

  private final int[] ordinals;
  private final int[] calls;
  private final int[] invoked;
  private final int[] completed;
  private final boolean[] readOnly;
  private final int[] alike;
  private final Wants wants;
  private final Function<Budget, Transitions> transitions;

  private Problem(
      int[] ordinals,
      int[] calls,
      int[] invoked,
      int[] completed,
      boolean[] readOnly,
      int[] alike,
      Wants wants,
      Function<Budget, Transitions> transitions) {
    this.ordinals = ordinals;
    this.calls = calls;
    this.invoked = invoked;
    this.completed = completed;
    this.readOnly = readOnly;
    this.alike = alike;
    this.wants = wants;
    this.transitions = transitions;
  }

  /**
   * The problem of operations of a history.
   *
   * @param ordinals the operations' places in the history
   * @param calls the operations' numbers for the transitions
   * @param readOnly whether the operation leaves every state as it is
   * @param alike equal numbers for operations that are the same call to the specification
   * @param wants what operations want of the state, and which provide it
   * @param transitions makes the specification's transitions for one engine
   */
  static Problem of(
      History history,
      int[] ordinals,
      int[] calls,
      boolean[] readOnly,
      int[] alike,
      Wants wants,
      Function<Budget, Transitions> transitions) {
    int n = ordinals.length;
    int[] invoked = new int[n];
    int[] completed = new int[n];
    for (int i = 0; i < n; i++) {
      invoked[i] = history.invoked(ordinals[i]);
      completed[i] = history.completed(ordinals[i]);
    }
    return new Problem(ordinals, calls, invoked, completed, readOnly, alike, wants, transitions);
  }

  /**
   * The operations up to a position: those that were open then have not returned, those invoked
   * later are left out.
   */
  Problem upTo(int position) {
    int n = 0;
    int[] kept = new int[size()];
    for (int op = 0; op < kept.length; op++) {
      boolean open = completed[op] > position;
      if (invoked[op] <= position && !(open && readOnly[op])) {
        kept[n++] = op;
      }
    }
    int[] trimmed = Arrays.copyOf(kept, n);
    boolean[] reads = new boolean[n];
    int[] ends = pick(completed, trimmed);
    for (int i = 0; i < n; i++) {
      reads[i] = readOnly[trimmed[i]];
      ends[i] = ends[i] > position ? History.NEVER : ends[i];
    }
    return new Problem(
        pick(ordinals, trimmed),
        pick(calls, trimmed),
        pick(invoked, trimmed),
        ends,
        reads,
        pick(alike, trimmed),
        wants.of(trimmed),
        transitions);
  }

  /** The same, with nothing known of what operations want. */
  Problem withoutWants() {
    return new Problem(
        ordinals, calls, invoked, completed, readOnly, alike, Wants.unknown(), transitions);
  }

  private static int[] pick(int[] from, int[] places) {
    int[] picked = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      picked[i] = from[places[i]];
    }
    return picked;
  }

  int size() {
    return ordinals.length;
  }

  int ordinal(int operation) {
    return ordinals[operation];
  }

  /** The operation's number for the transitions. */
  int call(int operation) {
    return calls[operation];
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

  Wants wants() {
    return wants;
  }

  /** The specification's transitions for one engine, which accounts to the budget. */
  Transitions transitions(Budget budget) {
    return transitions.apply(budget);
  }
}

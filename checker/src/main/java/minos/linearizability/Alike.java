package minos.linearizability;

import java.util.Arrays;

/**
 * Symmetry: of open operations that are the same call to the specification, only the one that
 * returns first need take effect; of those that never return, the one invoked first.
 *
 * <p><b>Why it is sound.</b> Let a and b be alike and both be open, a returning first, and let an
 * order go on with b here and have a later, or never, if a never returns either. Swap them: a is
 * open here; b, where a was, is invoked already and returns later than a does. The specification
 * can't tell them apart, so it is an order.
 *
 * <p>Not thread-safe. Cost: constant time an operation offered; 12 bytes a call.
 */
final class Alike {
  private final Problem problem;
  private final int[] first;
  private final int[] round;
  private int now;

  Alike(Problem problem) {
    this.problem = problem;
    int calls = 0;
    for (int op = 0; op < problem.size(); op++) {
      calls = Math.max(calls, problem.alike(op) + 1);
    }
    first = new int[calls];
    round = new int[calls];
  }

  /** Begins to look at the operations that are open, and have not taken effect, in one place. */
  void begin() {
    if (++now == 0) {
      Arrays.fill(round, 0);
      now = 1;
    }
  }

  /** Takes note of one of them; in the order of their invocations. */
  void offer(int operation) {
    int call = problem.alike(operation);
    if (round[call] != now || problem.completed(operation) < problem.completed(first[call])) {
      round[call] = now;
      first[call] = operation;
    }
  }

  /** Whether an operation that was offered is the one of its kind that may take effect. */
  boolean first(int operation) {
    return first[problem.alike(operation)] == operation;
  }
}

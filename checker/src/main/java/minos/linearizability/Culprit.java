package minos.linearizability;

import java.time.Duration;
import java.util.Arrays;
import minos.check.Budget;

/**
 * Finds the first operation (by completion) that no order can place, where a search only says
 * between which two it lies: by bisection, searching the operations up to a completion. Bounded: if
 * a search takes too long, the answer is an operation up to whose completion there is certainly no
 * order, though perhaps not the first.
 */
final class Culprit {
  private static final Duration MOST = Duration.ofMillis(250);
  private static final long STEPS = 200_000;

  private Culprit() {}

  static int find(Problem problem, Answer.NotLinearizable no, Budget budget) {
    if (no.earliest() == no.latest()) {
      return no.latest();
    }
    int[] returns = between(problem, no);
    int low = 0;
    int high = returns.length - 1;
    Budget own = budget.child(MOST);
    try {
      while (low < high) {
        int middle = (low + high) >>> 1;
        Problem part = problem.upTo(problem.completed(returns[middle]));
        Answer answer = new DepthFirst(STEPS).search(part, own);
        if (answer instanceof Answer.Exhausted) {
          break;
        } else if (answer instanceof Answer.NotLinearizable closer) {
          high = rank(problem, returns, part.completed(closer.latest()), high);
          low = rank(problem, returns, part.completed(closer.earliest()), low);
        } else {
          low = middle + 1;
        }
      }
      return returns[high];
    } finally {
      own.close();
    }
  }

  /** The operations that complete from the earliest to the latest culprit, in this order. */
  private static int[] between(Problem problem, Answer.NotLinearizable no) {
    int from = problem.completed(no.earliest());
    int to = problem.completed(no.latest());
    long[] returns = new long[problem.size()];
    int n = 0;
    for (int op = 0; op < problem.size(); op++) {
      if (problem.completed(op) >= from && problem.completed(op) <= to) {
        returns[n++] = (long) problem.completed(op) << 32 | op;
      }
    }
    Arrays.sort(returns, 0, n);
    int[] operations = new int[n];
    for (int i = 0; i < n; i++) {
      operations[i] = (int) returns[i];
    }
    return operations;
  }

  /** The rank of the operation that completes there; the other if it is not among them. */
  private static int rank(Problem problem, int[] returns, int completed, int otherwise) {
    for (int i = 0; i < returns.length; i++) {
      if (problem.completed(returns[i]) == completed) {
        return i;
      }
    }
    return otherwise;
  }
}

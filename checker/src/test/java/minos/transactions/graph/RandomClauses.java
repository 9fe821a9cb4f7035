package minos.transactions.graph;

import java.util.Random;

/** Small random clauses of different variables, two to four literals each. */
final class RandomClauses {
  private final int variables;
  private final int[][] clauses;

  RandomClauses(Random random) {
    variables = 4 + random.nextInt(6);
    clauses = new int[2 + random.nextInt(3 * variables)][];
    for (int c = 0; c < clauses.length; c++) {
      clauses[c] =
          random
              .ints(0, variables)
              .distinct()
              .limit(2 + random.nextInt(3))
              .map(variable -> 2 * variable + random.nextInt(2))
              .toArray();
    }
  }

  int variables() {
    return variables;
  }

  int[][] clauses() {
    return clauses;
  }

  /** Whether a choice, a bit for each variable, breaks no clause. */
  boolean hold(int choice) {
    for (int[] clause : clauses) {
      if (!holds(clause, choice)) {
        return false;
      }
    }
    return true;
  }

  static boolean holds(int[] clause, int choice) {
    for (int literal : clause) {
      if ((choice >> (literal >> 1) & 1) != (literal & 1)) {
        return true;
      }
    }
    return false;
  }

  Trail trail() {
    Trail trail = new Trail();
    for (int v = 0; v < variables; v++) {
      trail.variable();
    }
    return trail;
  }

  WatchedClauses watched(Trail trail) {
    WatchedClauses watched = new WatchedClauses(trail);
    for (int[] clause : clauses) {
      watched.add(clause.clone());
    }
    return watched;
  }
}

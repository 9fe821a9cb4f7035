package minos.transactions.graph;

import org.jspecify.annotations.Nullable;

/**
 * What is to be learned from a conflict.
 *
 * <p>The idea [1]: the clause that is broken is resolved with the reasons of its literals, from the
 * last on the trail backwards, until one literal of the present level is left: the first unique
 * implication point, without which there were no conflict. The clause of that literal's opposite
 * and the literals of lower levels follows from the clauses resolved. Once the search goes back to
 * the highest of those lower levels, it concludes the opposite there.
 *
 * <p>Cost: the literals of the clauses resolved.
 *
 * <ol>
 *   <li>J. Marques-Silva, K. Sakallah, "GRASP: A search algorithm for propositional
 *       satisfiability", IEEE Trans. Computers 48(5), 1999.
 * </ol>
 */
final class ConflictAnalysis {
  private final Trail trail;
  private final Activity activity;
  private final int[] seen;
  private int stamp;

  ConflictAnalysis(Trail trail, Activity activity) {
    this.trail = trail;
    this.activity = activity;
    seen = new int[trail.variables()];
  }

  /**
   * A clause that follows from a conflict of the present level and the reasons on the trail.
   *
   * @param conflict a clause all of whose literals are false, one of them since the present level,
   *     which is not 0
   * @return first the literal to conclude; if there are more, second one of the highest level
   */
  int[] learn(int[] conflict) {
    stamp++;
    IntList learned = new IntList();
    learned.add(0);
    int present = 0;
    int[] clause = conflict;
    int at = trail.size() - 1;
    while (true) {
      for (int literal : clause) {
        int variable = literal >> 1;
        if (seen[variable] == stamp || trail.level(variable) == 0) {
          continue;
        }
        seen[variable] = stamp;
        activity.raise(variable);
        if (trail.level(variable) == trail.levels()) {
          present++;
        } else {
          learned.add(literal);
        }
      }
      while (seen[trail.literal(at) >> 1] != stamp) {
        at--;
      }
      int literal = trail.literal(at--);
      present--;
      if (present == 0) {
        learned.set(0, literal ^ 1);
        break;
      }
      clause = reason(literal);
    }
    activity.decay();
    int[] result = learned.toArray();
    secondIsHighest(result);
    return result;
  }

  private int[] reason(int literal) {
    int @Nullable [] why = trail.reason(literal >> 1);
    if (why == null) {
      throw new IllegalStateException("a decision was resolved before its level's last literal");
    }
    return why;
  }

  private void secondIsHighest(int[] clause) {
    if (clause.length < 3) {
      return;
    }
    int highest = 1;
    for (int i = 2; i < clause.length; i++) {
      if (trail.level(clause[i] >> 1) > trail.level(clause[highest] >> 1)) {
        highest = i;
      }
    }
    int swap = clause[1];
    clause[1] = clause[highest];
    clause[highest] = swap;
  }
}

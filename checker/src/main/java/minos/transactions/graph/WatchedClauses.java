package minos.transactions.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Clauses, and what follows from them where all literals of one but the last are false.
 *
 * <p>The idea [1]: a clause concludes nothing while two of its literals are not false. So each
 * clause is watched at two, its first and its second, and looked at only when one of these becomes
 * false; then another literal is watched in its place, or there is none and the last one must hold.
 * Going back costs nothing: what was not false before is not false afterwards.
 *
 * <p>Cost: a literal that becomes false costs the clauses watched there, and of these the literals.
 *
 * <ol>
 *   <li>M. Moskewicz et al., "Chaff: Engineering an efficient SAT solver", DAC 2001.
 * </ol>
 */
final class WatchedClauses {
  private final Trail trail;
  private int[][][] watches = new int[64][0][];
  private int[] watchCount = new int[64];

  WatchedClauses(Trail trail) {
    this.trail = trail;
  }

  /**
   * Requires one of two literals or more. If some are false already, the first two must be those of
   * the highest levels, which going back makes open first. The array is kept, and its order
   * changes.
   */
  void add(int[] clause) {
    watch(clause[0], clause);
    watch(clause[1], clause);
  }

  /**
   * Makes hold what follows at once from a literal's having become false.
   *
   * @return a clause all of whose literals are false, or null
   */
  int @Nullable [] propagate(int falsified) {
    if (falsified >= watches.length) {
      return null;
    }
    int[][] list = watches[falsified];
    int kept = 0;
    int count = watchCount[falsified];
    for (int i = 0; i < count; i++) {
      int[] clause = list[i];
      if (clause[0] == falsified) {
        clause[0] = clause[1];
        clause[1] = falsified;
      }
      if (trail.holds(clause[0])) {
        list[kept++] = clause;
        continue;
      }
      boolean moved = false;
      for (int k = 2; k < clause.length && !moved; k++) {
        if (!trail.holds(clause[k] ^ 1)) {
          clause[1] = clause[k];
          clause[k] = falsified;
          watch(clause[1], clause);
          moved = true;
        }
      }
      if (moved) {
        continue;
      }
      list[kept++] = clause;
      if (trail.holds(clause[0] ^ 1)) {
        System.arraycopy(list, i + 1, list, kept, count - i - 1);
        watchCount[falsified] = kept + count - i - 1;
        return clause;
      }
      trail.assign(clause[0], clause);
    }
    watchCount[falsified] = kept;
    return null;
  }

  private void watch(int literal, int[] clause) {
    if (literal >= watches.length) {
      int before = watches.length;
      int larger = Math.max(2 * before, literal + 1);
      watches = Arrays.copyOf(watches, larger);
      watchCount = Arrays.copyOf(watchCount, larger);
      Arrays.fill(watches, before, larger, new int[0][]);
    }
    int count = watchCount[literal]++;
    if (count == watches[literal].length) {
      watches[literal] = Arrays.copyOf(watches[literal], Math.max(4, 2 * count));
    }
    watches[literal][count] = clause;
  }
}

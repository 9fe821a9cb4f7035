package minos.transactions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class WatchedClausesTest {
  private static final int CASES = Integer.getInteger("minos.transactions.cases", 700) * 2;

  /** All literals that follow one by one, by looking at every clause again and again. */
  private static Set<Integer> closure(RandomClauses problem, Set<Integer> decided) {
    Set<Integer> known = new TreeSet<>(decided);
    for (boolean news = true; news; ) {
      news = false;
      for (int[] clause : problem.clauses()) {
        int open = -1;
        int count = 0;
        for (int literal : clause) {
          if (!known.contains(literal ^ 1)) {
            open = literal;
            count++;
          }
        }
        news |= count == 1 && known.add(open);
      }
    }
    return known;
  }

  private static boolean broken(RandomClauses problem, Set<Integer> known) {
    for (int[] clause : problem.clauses()) {
      boolean broken = true;
      for (int literal : clause) {
        broken &= known.contains(literal ^ 1);
      }
      if (broken) {
        return true;
      }
    }
    return false;
  }

  @Test
  void concludeWhatLookingAtEveryClauseDoesAlsoAfterGoingBack() {
    int conflicts = 0;
    int concluded = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      RandomClauses problem = new RandomClauses(random);
      Trail trail = problem.trail();
      WatchedClauses watched = problem.watched(trail);
      VariableHeap opened = new VariableHeap(problem.variables(), new double[problem.variables()]);
      for (int step = 0; step < 20 && !trail.full(); step++) {
        int variable = random.nextInt(problem.variables());
        if (!trail.open(variable)) {
          continue;
        }
        int next = trail.size();
        trail.nextLevel();
        trail.assign(2 * variable + random.nextInt(2), null);
        int[] conflict = null;
        while (conflict == null && next < trail.size()) {
          conflict = watched.propagate(trail.literal(next++) ^ 1);
        }
        Set<Integer> decided = new TreeSet<>();
        Set<Integer> known = new TreeSet<>();
        for (int i = 0; i < trail.size(); i++) {
          int literal = trail.literal(i);
          known.add(literal);
          if (trail.reason(literal >> 1) == null) {
            decided.add(literal);
          }
        }
        Set<Integer> expected = closure(problem, decided);
        assertThat(conflict != null).as("seed %s", seed).isEqualTo(broken(problem, expected));
        if (conflict == null) {
          concluded += known.size() - decided.size();
          assertThat(known).as("seed %s", seed).isEqualTo(expected);
        } else {
          conflicts++;
          for (int literal : conflict) {
            assertThat(trail.holds(literal ^ 1)).as("seed %s", seed).isTrue();
          }
          trail.backTo(random.nextInt(trail.levels()), opened);
        }
      }
    }
    assertThat(conflicts).isGreaterThan(CASES / 10);
    assertThat(concluded).isGreaterThan(CASES);
  }
}

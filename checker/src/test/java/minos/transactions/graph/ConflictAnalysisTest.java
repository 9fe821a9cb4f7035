package minos.transactions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConflictAnalysisTest {
  private static final int CASES = Integer.getInteger("minos.transactions.cases", 700) * 2;

  @Test
  void whatIsLearnedFollowsAndConcludesSomethingOneLevelBack() {
    int learned = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      RandomClauses problem = new RandomClauses(random);
      Trail trail = problem.trail();
      WatchedClauses watched = problem.watched(trail);
      int[] conflict = null;
      int concluded = 0;
      while (conflict == null && !trail.full()) {
        int variable = random.nextInt(problem.variables());
        if (trail.open(variable)) {
          trail.nextLevel();
          trail.assign(2 * variable + random.nextInt(2), null);
          while (conflict == null && concluded < trail.size()) {
            conflict = watched.propagate(trail.literal(concluded++) ^ 1);
          }
        }
      }
      if (conflict != null) {
        learned++;
        Activity activity = new Activity(problem.variables());
        int[] clause = new ConflictAnalysis(trail, activity).learn(conflict);
        assertThat(trail.level(clause[0] >> 1)).as("seed %s", seed).isEqualTo(trail.levels());
        for (int i = 0; i < clause.length; i++) {
          assertThat(trail.holds(clause[i] ^ 1)).as("seed %s", seed).isTrue();
          if (i > 0) {
            assertThat(trail.level(clause[i] >> 1))
                .as("seed %s", seed)
                .isLessThan(trail.levels())
                .isLessThanOrEqualTo(trail.level(clause[1] >> 1));
          }
        }
        for (int choice = 0; choice < 1 << problem.variables(); choice++) {
          if (problem.hold(choice)) {
            assertThat(RandomClauses.holds(clause, choice))
                .as("seed %s: %s", seed, Arrays.toString(clause))
                .isTrue();
          }
        }
      }
    }
    assertThat(learned).isGreaterThan(CASES / 10);
  }
}

package minos.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;

class LikeliestSourcesTest {
  @Test
  void isTheCandidateThatTheDefinitionChooses() {
    for (int seed = 0; seed < 3_000; seed++) {
      RandomRegisters some = new RandomRegisters(14, 4, 2, false, 0.3, 0.3, false, false);
      History history = some.of(seed);
      Accesses accesses = Accesses.of(history, RegisterOptions.DEFAULTS);
      ReadsFrom readsFrom = ReadsFrom.of(accesses);
      LikeliestSources likeliest = new LikeliestSources(accesses);
      for (int read : readsFrom.ambiguous()) {
        assertThat(likeliest.of(read))
            .as("seed %d, read %d", seed, read)
            .isEqualTo(byDefinition(accesses, readsFrom.candidates(read), read));
      }
    }
  }

  private static int byDefinition(Accesses accesses, int[] candidates, int read) {
    History history = accesses.history();
    int completed = history.completed(accesses.operation(read));
    int best = 0;
    long most = Long.MIN_VALUE;
    for (int candidate : candidates) {
      long score = -1;
      if (candidate != ReadsFrom.INITIAL) {
        int invoked = history.invoked(accesses.operation(candidate));
        long known = accesses.crashed(candidate) ? invoked : 2L * invoked;
        score = invoked > completed ? -2L - invoked : known;
      }
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return best;
  }

  /** To look at each of 150,000 writes for each of 150,000 reads took minutes. */
  @Test
  void oneValueWrittenAllTheTimeCostsNoMoreThanManyValues() {
    Recording recording = new Recording();
    for (int i = 0; i < 150_000; i++) {
      recording.ok(0, "write", 7).ok(1, "read", 7);
    }
    Accesses accesses = Accesses.of(recording.history(), RegisterOptions.DEFAULTS);

    Verdict verdict =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () ->
                Sources.of(accesses)
                    .decide((history, budget) -> new Verdict.Consistent(), Budget.unlimited()));

    assertThat(verdict).isInstanceOf(Verdict.Consistent.class);
  }
}

package minos.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minos.register.Accesses;
import minos.register.Groups;
import minos.register.RandomRegisters;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.register.RegisterOptions;
import org.junit.jupiter.api.Test;

final class FrontierTest {
  private static final int SEEDS = Integer.getInteger("minos.seeds", 150);

  /** How far a frontier is, in words, by looking at everything. */
  private static String told(RegisterHistory history, Frontier frontier) {
    List<String> told = new ArrayList<>();
    for (int c = 0; c < frontier.lanes(); c++) {
      told.add(frontier.at()[c] + " to " + frontier.head(c));
    }
    for (int key = 0; key < history.keyCount(); key++) {
      told.add("holds " + frontier.held(key));
    }
    return told.toString();
  }

  /** What is still to be placed, counted anew. */
  private static int left(RegisterHistory history, Frontier frontier) {
    int left = 0;
    for (int c = 0; c < frontier.lanes(); c++) {
      for (int node = history.start(c) + frontier.at()[c]; node < history.end(c); node++) {
        left += frontier.must(node) ? 1 : 0;
      }
    }
    return left;
  }

  @Test
  void stateAndFingerprintDependOnWhatIsPlacedAloneAndComeBack() {
    RandomRegisters shape = new RandomRegisters(8, 3, 2, true, 0.1, 0.1, false, false);
    int revisited = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Accesses accesses = Accesses.of(shape.of(seed), RegisterOptions.DEFAULTS);
      Groups groups = Groups.of(accesses);
      RegisterHistory history = RegisterHistory.possible(accesses, ReadsFrom.of(accesses), groups);
      Frontier frontier = new Frontier(history, groups, -1);
      Map<String, String> fingerprints = new HashMap<>();
      for (int step = 0; step < 200; step++) {
        int c = random.nextInt(frontier.lanes());
        if (random.nextInt(4) > 0 && frontier.head(c) != Frontier.NONE) {
          frontier.place(c);
        } else {
          frontier.backTo(random.nextInt(frontier.placed() + 1));
        }
        String state = told(history, frontier);
        String print = frontier.fingerprint().high() + " " + frontier.fingerprint().low();
        String before = fingerprints.putIfAbsent(state, print);
        revisited += before == null ? 0 : 1;
        assertThat(print).as("seed %s: %s", seed, state).isEqualTo(before == null ? print : before);
        assertThat(frontier.left())
            .as("seed %s: %s", seed, state)
            .isEqualTo(left(history, frontier));
      }
      assertThat(fingerprints.values()).as("seed %s", seed).doesNotHaveDuplicates();
    }
    assertThat(revisited).isGreaterThan(SEEDS);
  }
}

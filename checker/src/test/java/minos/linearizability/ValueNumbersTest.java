package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import minos.history.Dictionary;
import org.junit.jupiter.api.Test;

/** Against a map, with ids that lie close together and ids that don't. */
class ValueNumbersTest {
  @Test
  void numbersFromOneInTheOrderInWhichIdsAreMet() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      int[] firsts = ids(random, random.nextInt(300));
      int[] seconds = random.nextBoolean() ? new int[0] : ids(random, firsts.length);
      int initial = random.nextBoolean() ? Dictionary.NIL : ids(random, 1)[0];
      ValueNumbers numbers = ValueNumbers.of(firsts.length, initial, firsts, seconds);
      Map<Integer, Integer> expected = new LinkedHashMap<>();
      check(seed, numbers, expected, initial);
      for (int i = 0; i < firsts.length; i++) {
        check(seed, numbers, expected, firsts[i]);
        if (seconds.length > 0) {
          check(seed, numbers, expected, seconds[i]);
        }
      }
      assertThat(numbers.size()).as("seed %d", seed).isEqualTo(expected.size() + 1);
      expected.forEach((id, number) -> assertThat(numbers.values()[number]).isEqualTo(id));
    }
  }

  private static void check(
      int seed, ValueNumbers numbers, Map<Integer, Integer> expected, int id) {
    int number = expected.computeIfAbsent(id, any -> expected.size() + 1);
    assertThat(numbers.number(id)).as("seed %d, id %d", seed, id).isEqualTo(number);
  }

  /** Small integers, other values, nil, the two ends of what there is; close together or not. */
  private static int[] ids(Random random, int count) {
    int[] ids = new int[count];
    int spread = 2 << random.nextInt(30);
    int least = random.nextBoolean() ? Integer.MIN_VALUE : 2;
    for (int i = 0; i < count; i++) {
      ids[i] = random.nextInt(20) == 0 ? Dictionary.NIL : least + random.nextInt(spread);
    }
    if (count > 2 && random.nextInt(5) == 0) {
      ids[0] = Integer.MIN_VALUE;
      ids[1] = Integer.MAX_VALUE;
    }
    return ids;
  }
}

package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a look at every zone, with values in any order and moments asked for in any order. */
class ForwardZonesTest {
  @Test
  void findsTheZoneAroundAMomentWhereverTheLastOneWas() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Zoned zoned = Zoned.apart(random, 1 + random.nextInt(60), seed % 2 == 0);
      ForwardZones zones = ForwardZones.of(zoned.write, zoned.finish, zoned.start);
      assertThat(zones.firstThatOverlaps(zoned.start)).as("seed %d", seed).isEqualTo(-1);
      for (int i = 0; i < 200; i++) {
        int moment = random.nextInt(zoned.moments);
        assertThat(zones.around(moment, zoned.start))
            .as("seed %d, moment %d", seed, moment)
            .isEqualTo(zoned.around(moment));
      }
    }
  }

  @Test
  void namesTheFirstZoneThatBeginsBeforeTheOneBeforeItEnds() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Zoned zoned = Zoned.apart(random, 2 + random.nextInt(60), seed % 2 == 0);
      zoned.lengthenOne(random);
      ForwardZones zones = ForwardZones.of(zoned.write, zoned.finish, zoned.start);
      int late = zones.firstThatOverlaps(zoned.start);
      assertThat(late > 0).as("seed %d", seed).isEqualTo(zoned.overlaps());
      if (late > 0) {
        assertThat(zoned.start[zones.value(late - 1)])
            .as("seed %d", seed)
            .isGreaterThan(zoned.finish[zones.value(late)]);
      }
    }
  }

  /** Values with forward zones that don't overlap, and others that have none. */
  private static final class Zoned {
    private final int[] write;
    private final int[] finish;
    private final int[] start;
    private int moments = 1;

    private Zoned(int values) {
      write = new int[values + 1];
      finish = new int[values + 1];
      start = new int[values + 1];
    }

    static Zoned apart(Random random, int values, boolean anyOrder) {
      Zoned zoned = new Zoned(values);
      int[] order = new int[values];
      for (int i = 0; i < values; i++) {
        int at = anyOrder ? random.nextInt(i + 1) : i;
        order[i] = order[at];
        order[at] = i + 1;
      }
      for (int value : order) {
        int from = zoned.moments + random.nextInt(4);
        int to = from + 1 + random.nextInt(5);
        boolean backward = random.nextInt(4) == 0;
        zoned.write[value] = random.nextInt(10) == 0 ? -1 : value;
        zoned.finish[value] = backward ? to : from;
        zoned.start[value] = backward ? from : to;
        zoned.moments = to + 1 + random.nextInt(3);
      }
      return zoned;
    }

    void lengthenOne(Random random) {
      start[1 + random.nextInt(start.length - 1)] += 8;
    }

    private boolean forward(int value) {
      return write[value] != -1 && finish[value] < start[value];
    }

    int around(int moment) {
      for (int value = 1; value < write.length; value++) {
        if (forward(value) && finish[value] < moment && moment < start[value]) {
          return value;
        }
      }
      return -1;
    }

    boolean overlaps() {
      for (int a = 1; a < write.length; a++) {
        for (int b = 1; b < write.length; b++) {
          if (a != b && forward(a) && forward(b) && finish[a] < finish[b] && finish[b] < start[a]) {
            return true;
          }
        }
      }
      return false;
    }
  }
}

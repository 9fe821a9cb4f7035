package minos.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import minos.history.EventType;
import minos.history.History;
import minos.spec.ModelOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, right or wrong, never make a violation look consistent. */
class VersionsTest {
  private static final int CASES = Integer.getInteger("minos.cases", 3_000);

  /** Writes and reads of two values; every version is right but one in so many. */
  private static History random(int seed, String field, int noise) {
    Random random = new Random(seed);
    Drawing drawing = new Drawing();
    int processes = 3;
    int[] names = IntStream.range(0, processes).toArray();
    boolean[] open = new boolean[processes];
    boolean[] write = new boolean[processes];
    int[] value = new int[processes];
    int[] version = new int[processes];
    int now = 0;
    int current = 0;
    for (int turn = 0; turn < 8 + seed % 20; turn++) {
      int p = random.nextInt(processes);
      if (!open[p]) {
        open[p] = true;
        write[p] = random.nextBoolean();
        value[p] = random.nextInt(2);
        version[p] = 0;
        drawing.invoke(names[p], write[p] ? "write" : "read", write[p] ? value[p] : null);
      } else if (version[p] == 0) {
        boolean blank = !write[p] && now == 0;
        now += write[p] || blank ? 1 : 0;
        if (blank) {
          // A read of nil would have no version; let there be a write before.
          drawing.by(99, "write", 0, 0, field, name(field, now));
        }
        current = write[p] ? value[p] : blank ? 0 : current;
        value[p] = current;
        version[p] = now;
      } else if (random.nextInt(8) == 0) {
        drawing.event(EventType.INFO, names[p], write[p] ? "write" : "read", null);
        names[p] += processes;
        open[p] = false;
      } else {
        boolean wrong = random.nextInt(noise) == 0;
        int told = wrong && random.nextBoolean() ? random.nextInt(2) : value[p];
        int versionTold = wrong ? 1 + random.nextInt(now) : version[p];
        drawing.ok(
            names[p],
            write[p] ? "write" : "read",
            write[p] ? value[p] : told,
            field,
            name(field, versionTold));
        open[p] = false;
      }
    }
    return drawing.history();
  }

  private static Object name(String field, int version) {
    return field.equals("etag") ? "e" + version : version;
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "etag"})
  void consistentByVersionsIsLinearizable(String field) {
    int consistent = 0;
    int broken = 0;
    for (int seed = 0; seed < CASES; seed++) {
      History history = random(seed, field, 4 + seed % 8);
      Finding finding =
          Monitors.judge(
              "register",
              ModelOptions.DEFAULTS,
              history,
              IntStream.range(0, history.size()).toArray());
      boolean linearizable = EveryOrder.linearizable("register", history.operations());
      broken += linearizable ? 0 : 1;
      if (finding instanceof Finding.Consistent) {
        consistent++;
        assertThat(linearizable).as("seed %d: %s", seed, history.operations()).isTrue();
      } else {
        assertThat(finding).isInstanceOf(Finding.NotApplicable.class);
      }
    }
    assertThat(consistent).isGreaterThan(CASES / 4);
    assertThat(broken).isGreaterThan(CASES / 100);
  }
}

package minos.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder killed without warning, at random moments. */
final class KilledRecorderTest {
  private static final int RUNS = Integer.getInteger("minos.recorder.kills", 4);

  @TempDir private Path directory;

  /**
   * The child records writes on one process and says each acknowledged one on its output, before it
   * goes on. So whatever it said by the time it was killed must be in its journal, acknowledged.
   */
  @Test
  void losesNothingThatWasJournaled() throws Exception {
    Random random = new Random(42);
    for (int run = 0; run < RUNS; run++) {
      Path file = directory.resolve("killed-" + run + ".jsonl");
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Child.class.getName(),
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      int enough = 1 + random.nextInt(2000);
      int said = -1;
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          said = Integer.parseInt(line);
          if (said == enough) {
            // Unlike the child's own method, leaves what it said to be read.
            child.toHandle().destroyForcibly();
          }
        }
      }

      History history = HistoryFiles.read(file, ReadOptions.DEFAULT);

      assertThat(said).isGreaterThanOrEqualTo(enough);
      assertThat(history.origin().truncated()).as("run %d", run).isPresent();
      assertThat(history.size()).isGreaterThan(said);
      for (int i = 0; i <= said; i++) {
        assertThat(history.operation(i).input()).isEqualTo(new Int(i));
        assertThat(history.outcome(i)).isEqualTo(Outcome.OK);
      }
    }
  }

  /** Records until it is killed. */
  static final class Child {
    private Child() {}

    @SuppressWarnings("InfiniteLoopStatement")
    public static void main(String[] arguments) throws Exception {
      try (Recorder recorder =
          Recorder.toFile(Path.of(arguments[0]), Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL)) {
        for (int i = 0; ; i++) {
          try (Invocation write = recorder.invoke(0, "write", "x", i)) {
            write.ok();
          }
          System.out.println(i);
        }
      }
    }
  }
}

package minos.benchmark.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import minos.recorder.ExceptionOutcomes;
import minos.recorder.Flush;
import minos.recorder.Invocation;
import minos.recorder.Recorder;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording adds to one request of {@code minos verify}: an event before it leaves, one after
 * its answer, both in the journal before anybody goes on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalKernels {
  private static final Map<String, Value> ABOUT =
      Map.of("session", new Text("s1"), "level", new Text("strong"));
  private static final Map<String, Value> ANSWERED =
      Map.of("etag", new Text("8ef1a246e4aa55d6af81e2fad0a91497"));

  /** When events go to the file. */
  @Param({"each", "later"})
  public String flush = "each";

  private @Nullable Path file;
  private @Nullable Recorder recorder;

  /** Begins a recording. */
  @Setup(Level.Iteration)
  public void begin() {
    try {
      Path directory = Files.createTempDirectory("minos-recording");
      Path journal = directory.resolve("history.jsonl");
      file = journal;
      recorder =
          Recorder.toFile(
              journal,
              flush.equals("each") ? Flush.EACH : Flush.every(Duration.ofSeconds(1)),
              Dict.EMPTY,
              ExceptionOutcomes.USUAL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it. */
  @TearDown(Level.Iteration)
  public void end() {
    Objects.requireNonNull(recorder).close();
    try {
      Path journal = Objects.requireNonNull(file);
      Files.delete(journal);
      Files.delete(Objects.requireNonNull(journal.getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One client. */
  @Benchmark
  @Threads(1)
  public void one() {
    request();
  }

  /** Eight clients at once, as {@code minos verify} has. */
  @Benchmark
  @Threads(8)
  public void eight() {
    request();
  }

  private void request() {
    // A process has one operation open at a time: a thread is one.
    long process = Thread.currentThread().getId();
    try (Invocation read =
        Objects.requireNonNull(recorder).invoke(process, "read", "k3", null, ABOUT)) {
      read.ok(new Int(17), ANSWERED);
    }
  }
}

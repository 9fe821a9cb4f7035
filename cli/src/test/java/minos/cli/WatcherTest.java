package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import minos.catalog.CheckCatalog;
import minos.catalog.Question;
import minos.check.Budget;
import minos.cli.run.FileJudge;
import minos.cli.run.Interruption;
import minos.cli.run.Progress;
import minos.cli.run.ProofMaker;
import minos.format.ReadOptions;
import minos.recorder.ExceptionOutcomes;
import minos.recorder.Flush;
import minos.recorder.Recorder;
import minos.value.Dict;
import minos.value.Text;
import minos.verdict.Violation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording is judged while it is written, by what its header says. */
final class WatcherTest implements Watcher.Told {
  private final CompletableFuture<Optional<Violation>> seen = new CompletableFuture<>();
  private final List<String> complaints = new ArrayList<>();
  private volatile int count;

  @TempDir private Path directory;
  private Thread thread = new Thread();

  @AfterEach
  void end() throws InterruptedException {
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(complaints).isEmpty();
  }

  @Override
  public void first(Optional<Violation> violation) {
    seen.complete(violation);
  }

  @Override
  public void count(int violations) {
    count = violations;
  }

  private Recorder recorder(Path file) throws Exception {
    return Recorder.toFile(
        file,
        Flush.EACH,
        new Dict(
            Map.of(new Text("contract"), new Text("s3"), new Text("model"), new Text("store"))),
        ExceptionOutcomes.USUAL);
  }

  private Watcher watching(Path file) {
    Watcher watcher = new Watcher(file, "register", 1, this::judge, this, complaints::add);
    thread = new Thread(watcher);
    thread.start();
    return watcher;
  }

  private FileJudge judge() {
    PrintStream nobody = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new FileJudge(
        CheckCatalog.ALL,
        Question.OPEN,
        ReadOptions.DEFAULT,
        Optional.empty(),
        new ProofMaker(false, false, false, Optional.empty()),
        Budget::unlimited,
        new Interruption(),
        Progress.to(nobody, false, false),
        complaints::add,
        (during, fault) -> complaints.add(during + ": " + fault));
  }

  @Test
  void aBrokenPromiseIsToldWhileItIsRecorded() throws Exception {
    Path file = directory.resolve("history.jsonl");
    try (Recorder recorder = recorder(file)) {
      Watcher watcher = watching(file);
      // More than it knows at once: the write that is missed is known no more.
      for (int i = 1; i < 25_000; i++) {
        recorder.invoke(0, "write", "x", i).ok();
        recorder.invoke(0, "read", "x").ok(i);
      }
      recorder.invoke(0, "read", "x").ok(24_998);

      Violation violation = seen.get(60, TimeUnit.SECONDS).orElseThrow();

      assertThat(violation.culprit().orElseThrow()).hasToString("0 read \"x\" 24998 ok");
      assertThat(violation.culprit().orElseThrow().invokeLine()).hasValue(4 * 24_999L + 2);
      assertThat(count).isEqualTo(1);
      watcher.stop();
    }
  }

  @Test
  void aRecordingThatEndsIsLeft() throws Exception {
    Path file = directory.resolve("history.jsonl");
    try (Recorder recorder = recorder(file)) {
      watching(file);
      for (int i = 1; i < 25_000; i++) {
        recorder.invoke(0, "write", "x", i).ok();
        recorder.invoke(0, "read", "x").ok(i);
      }
    }
    thread.join(60_000);

    assertThat(seen).isNotDone();
    assertThat(count).isZero();
  }
}

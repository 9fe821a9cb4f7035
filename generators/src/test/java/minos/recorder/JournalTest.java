package minos.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import minos.check.NeverGreen;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.verdict.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  @TempDir private Path directory;

  @Test
  void aFinishedJournalIsACompleteRecording() throws Exception {
    Path file = directory.resolve("h.jsonl");
    Dict header = new Dict(Map.of(new Text("contract"), new Text("s3")));
    try (Recorder recorder =
        Recorder.toFile(file, Flush.EACH_TO_DISK, header, ExceptionOutcomes.USUAL)) {
      recorder.invoke(0, "write", "x", 1).ok();
      recorder.remark("nemesis", "cut", null);
    }

    History history = HistoryFiles.read(file, ReadOptions.DEFAULT);

    assertThat(history.origin().truncated()).isEmpty();
    assertThat(history.origin().header().get("contract")).isEqualTo(new Text("s3"));
    assertThat(history.origin().header().get("clock")).isEqualTo(new Text("monotonic"));
    assertThat(history.size()).isEqualTo(1);
    assertThat(history.eventCount()).isEqualTo(3);
  }

  @Test
  void anInvocationIsInTheFileBeforeItsRequestLeaves() throws Exception {
    Path file = directory.resolve("h.jsonl");
    try (Recorder recorder =
        Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL)) {
      Invocation open = recorder.invoke(0, "write", "x", 1);

      History meanwhile = HistoryFiles.read(file, ReadOptions.DEFAULT);
      assertThat(meanwhile.size()).isEqualTo(1);
      assertThat(meanwhile.outcome(0)).isEqualTo(Outcome.INFO);
      assertThat(meanwhile.origin().truncated()).isPresent();
      open.ok();
    }
  }

  @Test
  void aCompletionThatComesAfterTheEndLeavesItsOperationOpen() throws Exception {
    Path file = directory.resolve("h.jsonl");
    Recorder recorder =
        Recorder.toFile(
            file, Flush.every(Duration.ofHours(1)), Dict.EMPTY, ExceptionOutcomes.USUAL);
    Invocation late = recorder.invoke(0, "write", "x", 1);
    recorder.close();
    late.ok();

    History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
    assertThat(history.outcome(0)).isEqualTo(Outcome.INFO);
    assertThat(history.origin().truncated()).isEmpty();
  }

  @Test
  void aRecordingIsNeverOverwritten() throws IOException {
    Path file = Files.writeString(directory.resolve("h.jsonl"), "precious");

    assertThatThrownBy(() -> Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }

  @Test
  void aJournalCutAnywhereIsReadAsFarAsItGoesAndNeverGreen() throws Exception {
    Path file = directory.resolve("h.jsonl");
    try (Recorder recorder =
        Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL)) {
      for (int i = 0; i < 20; i++) {
        recorder.invoke(0, "write", "x", i).ok();
      }
    }
    byte[] whole = Files.readAllBytes(file);
    int headerEnd = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    int operations = 0;
    // Without its last line feed it still says all that there is to say.
    for (int length = headerEnd; length < whole.length - 1; length += 7) {
      Path cut = directory.resolve("cut.jsonl");
      Files.write(cut, Arrays.copyOf(whole, length));

      History history = HistoryFiles.read(cut, ReadOptions.DEFAULT);

      assertThat(history.origin().truncated()).as("%d bytes", length).isPresent();
      assertThat(NeverGreen.silence(history).orElseThrow().kind())
          .isIn(Cause.Kind.TRUNCATED, Cause.Kind.EMPTY);
      assertThat(history.size()).isGreaterThanOrEqualTo(operations);
      operations = history.size();
      for (int i = 0; i < operations; i++) {
        assertThat(history.operation(i).input()).isEqualTo(new Int(i));
      }
    }
    assertThat(operations).isEqualTo(20);
  }
}

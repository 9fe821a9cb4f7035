package minos.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that goes on where another broke off. */
final class PastTest {
  private static final int WRITES = 2;

  @TempDir private Path directory;

  /** A killed recorder can leave any prefix of the file. */
  @Test
  void goesOnAfterAnyByteThatWasTheLast() throws Exception {
    byte[] whole = recording();
    String text = new String(whole, StandardCharsets.UTF_8);
    int header = text.indexOf('\n') + 1;
    int end = text.lastIndexOf("{\"end\"");
    for (int length = header; length <= end; length++) {
      Path file = directory.resolve("broken-" + length + ".jsonl");
      Files.write(file, Arrays.copyOf(whole, length));
      Past past = Past.read(file);
      long lines = text.substring(0, length).lines().count() - 1;
      try (Recorder recorder = Recorder.goOn(file, Flush.EACH, past, ExceptionOutcomes.USUAL)) {
        try (Invocation write = recorder.invoke(77, "write", "x", 100)) {
          write.ok();
        }
      }

      History history = HistoryFiles.read(file, ReadOptions.DEFAULT);

      assertThat(history.origin().truncated()).as("after %d bytes", length).isEmpty();
      assertThat(past.events()).as("after %d bytes", length).isBetween(lines - 1, lines);
      assertThat(history.eventCount() + history.others().size())
          .as("after %d bytes", length)
          .isGreaterThanOrEqualTo((int) past.events() + 2);
      assertThat(history.size())
          .as("after %d bytes: nothing that was read is lost", length)
          .isEqualTo(past.history().size() + 1);
      int last = history.size() - 1;
      assertThat(history.operation(last).input()).isEqualTo(new Int(100));
      assertThat(history.outcome(last)).isEqualTo(Outcome.OK);
      assertThat(history.invokeTime(last)).isGreaterThan(past.time());
      for (int i = 0; i < last; i++) {
        assertThat(history.operation(i).input()).isEqualTo(new Int(i));
        // Only the one that was under way is open.
        assertThat(history.outcome(i)).isEqualTo(i < last - 1 ? Outcome.OK : history.outcome(i));
      }
    }
  }

  @Test
  void whatIsCompleteDoesNotGoOn() throws IOException {
    Path file = directory.resolve("complete.jsonl");
    Files.write(file, recording());

    assertThatThrownBy(() -> Past.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not break off");
  }

  @Test
  void whatIsNoRecordingDoesNotGoOn() throws IOException {
    Path file = directory.resolve("other.jsonl");
    Files.writeString(file, "{\"header\":");

    assertThatThrownBy(() -> Past.read(file)).isInstanceOf(MalformedHistoryException.class);
  }

  private byte[] recording() throws IOException {
    Path file = Files.createTempDirectory(directory, "whole").resolve("history.jsonl");
    try (Recorder recorder =
        Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL)) {
      for (int i = 0; i < WRITES; i++) {
        try (Invocation write = recorder.invoke(0, "write", "x", i)) {
          write.ok();
        }
      }
    }
    return Files.readAllBytes(file);
  }
}

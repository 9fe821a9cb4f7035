package minos.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import minos.history.Event;
import minos.value.Dict;

/**
 * Writes events as they come, of a history that need never be in memory. Not thread-safe.
 *
 * <p>Only the fields that every event has are written to formats with columns; see {@link
 * HistoryWriter} for histories that are there already.
 */
public interface EventWriter {
  /** Writes the next event. */
  void event(Event event) throws IOException;

  /** Says that the recording is complete, where the format can say it, and flushes. */
  void end() throws IOException;

  /**
   * A writer of a format.
   *
   * @param about what the recording says of itself, for formats that can say it
   * @return empty for formats that are only read
   */
  static Optional<EventWriter> of(Format format, OutputStream out, Dict about) throws IOException {
    return switch (format) {
      case JSONL -> Optional.of(jsonl(out, about));
      case JEPSEN_EDN -> Optional.of(text(out, EdnWriter.JEPSEN::line));
      case PORCUPINE_KV -> Optional.of(text(out, EdnWriter.PORCUPINE::line));
      case JEPSEN_TXT -> Optional.of(text(out, TxtWriter::line));
      case CSV -> {
        TextEvents rows = text(out, event -> CsvWriter.row(event, List.of()));
        rows.line(CsvWriter.COLUMNS);
        yield Optional.of(rows);
      }
      case JEPSEN_LOG,
          JEPSEN_STORE,
          JSON,
          ETCD_ROBUSTNESS,
          S2,
          TXN_TEXT,
          AWDIT_TEST,
          COBRA,
          DBCOP,
          TIMEKILLER ->
          Optional.empty();
    };
  }

  private static EventWriter jsonl(OutputStream out, Dict about) throws IOException {
    // The stream is the caller's to close; what is buffered is flushed at the end.
    @SuppressWarnings("resource")
    JsonlWriter json = new JsonlWriter(out);
    json.header(about);
    return new EventWriter() {
      @Override
      public void event(Event event) throws IOException {
        json.event(event);
      }

      @Override
      public void end() throws IOException {
        json.end();
        json.flush();
      }
    };
  }

  private static TextEvents text(OutputStream out, Function<Event, CharSequence> line) {
    return new TextEvents(
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), line);
  }
}

package minos.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import minos.history.History;

/** Writes histories in one format. Implementations are immutable. */
public interface HistoryWriter {
  /** Writes the history. Flushes, doesn't close. */
  void write(History history, OutputStream out) throws IOException;

  /** What of this history the format can't say, as sentences for a person; empty if nothing. */
  List<String> losses(History history);

  /** The writer of a format; empty for formats that are only read. */
  static Optional<HistoryWriter> of(Format format) {
    return switch (format) {
      case JSONL -> Optional.of(new JsonlHistoryWriter());
      case JEPSEN_EDN -> Optional.of(EdnWriter.JEPSEN);
      case PORCUPINE_KV -> Optional.of(EdnWriter.PORCUPINE);
      case JEPSEN_TXT -> Optional.of(new TxtWriter());
      case CSV -> Optional.of(new CsvWriter());
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
}

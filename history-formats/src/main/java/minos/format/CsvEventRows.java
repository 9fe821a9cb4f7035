package minos.format;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;

/** Rows that are events. */
final class CsvEventRows implements CsvEvents.RowSink {
  private final CsvColumns columns;
  private final CsvValues values;
  private final HistoryBuilder sink;
  private final EventDraft draft;

  CsvEventRows(CsvColumns columns, CsvValues values, HistoryBuilder sink) {
    this.columns = columns;
    this.values = values;
    this.sink = sink;
    this.draft = new EventDraft(sink.problems());
  }

  @Override
  public void accept(List<CsvRows.Cell> row, long line)
      throws IOException, MalformedHistoryException {
    draft.begin(line);
    for (int i = 0; i < row.size(); i++) {
      CsvRows.Cell cell = row.get(i);
      String field = columns.fields().get(i);
      if (!cell.isNull()) {
        draft.put(field, value(field, cell.text()));
      }
    }
    Event event = draft.end();
    if (event != null) {
      sink.accept(event);
    }
  }

  private Value value(String field, String text) throws IOException {
    return switch (field) {
      case "type" -> new Text(type(text));
      case "f" -> new Text(name(text));
      case "time" -> {
        OptionalLong time = CsvValues.time(text.strip());
        yield time.isPresent() ? new Int(time.getAsLong()) : new Text(text);
      }
      default -> values.value(text);
    };
  }

  /** The letters of a name, which may have a keyword's colon. */
  static String name(String text) {
    String stripped = text.strip();
    return stripped.startsWith(":") ? stripped.substring(1) : stripped;
  }

  private static String type(String text) {
    String word = name(text).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "call" -> "invoke";
      case "return" -> "ok";
      default -> word;
    };
  }
}

package minos.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import minos.history.Event;
import minos.history.History;
import minos.value.Keyword;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table with an event a row: index, time, process, type, f, key, value, then the other
 * fields of the history by name. An empty cell is nothing; a value is its EDN text, strings without
 * quotes.
 */
final class CsvWriter implements HistoryWriter {
  /** The names of the columns that every history has. */
  static final String COLUMNS = "index,time,process,type,f,key,value";

  @Override
  public void write(History history, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    List<String> fields = new ArrayList<>(new TreeSet<>(history.fieldNames()));
    text.append(COLUMNS);
    for (String field : fields) {
      text.append(',').append(quoted(field));
    }
    text.append('\n');
    HistoryEvents.forEach(history, event -> text.append(row(event, fields)).append('\n'));
    text.flush();
  }

  @Override
  public List<String> losses(History history) {
    List<String> losses = new ArrayList<>(Losses.ofHeader(history, Format.CSV));
    losses.add(
        "csv does not tell values from strings of the same text, nor an empty string from none");
    return losses;
  }

  static String row(Event event, List<String> fields) {
    StringBuilder row = new StringBuilder();
    row.append(event.index() == Event.ABSENT ? "" : Long.toString(event.index())).append(',');
    row.append(event.time() == Event.ABSENT ? "" : Long.toString(event.time())).append(',');
    row.append(cell(event.process())).append(',');
    row.append(event.type().word()).append(',');
    row.append(quoted(event.f())).append(',');
    row.append(cell(event.key())).append(',');
    row.append(cell(event.value()));
    for (String field : fields) {
      row.append(',').append(cell(event.extra().get(field)));
    }
    return row.toString();
  }

  private static String cell(@Nullable Value value) {
    if (value == null) {
      return "";
    }
    boolean keyword = value instanceof Keyword;
    return quoted(keyword ? value.toString() : value.letters());
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

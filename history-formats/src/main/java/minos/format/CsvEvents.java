package minos.format;

import java.io.IOException;
import java.util.List;
import minos.format.input.Input;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Reads tables with a header row, separated by commas, semicolons or tabs: one event a row, or one
 * operation a row with its start and end.
 *
 * <p>What a column is, a {@link CsvMapping} says, or else its name. An empty field is nothing; an
 * empty field in quotes is the empty text.
 */
final class CsvEvents implements EventReader {
  /** Takes the rows of a table. */
  interface RowSink {
    /** Takes the row at a line. */
    void accept(List<CsvRows.Cell> row, long line) throws IOException, MalformedHistoryException;
  }

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    CsvRows rows = new CsvRows(input.stream(), options.limits(), sink.problems());
    List<String> header = rows.header();
    CsvColumns columns = CsvColumns.of(header, options.csv(), sink.problems());
    if (!columns.suffice()) {
      sink.problems()
          .add(
              rows.line(),
              "expected a header row with columns for process, f and value, and either type (invoke, ok, fail, info)"
                  + " or start and end; found "
                  + Shown.brief(String.join(", ", header))
                  + "; say which column is what with field=column");
    }
    sink.problems().throwIfAny();
    CsvValues values = new CsvValues(options.limits());
    RowSink taker =
        columns.perOperation()
            ? new CsvOperationRows(columns, values, sink)
            : new CsvEventRows(columns, values, sink);
    for (List<CsvRows.Cell> row = rows.next(); !row.isEmpty(); row = rows.next()) {
      if (rows.unfinished() && input.cutOff().isPresent()) {
        return;
      }
      if (rows.cut()) {
        throw sink.problems()
            .fatal(rows.line(), "the input ends inside the quotes of a field of this row");
      }
      if (row.size() != header.size()) {
        sink.problems()
            .add(
                rows.line(),
                "a row of "
                    + row.size()
                    + " fields; the header row has "
                    + header.size()
                    + (rows.unfinished() ? "; the input ends here" : ""));
        continue;
      }
      if (rows.unfinished()) {
        sink.warn(rows.line(), JepsenTextEvents.UNFINISHED);
      }
      taker.accept(row, rows.line());
    }
    if (sink.events() == 0 && input.cutOff().isEmpty()) {
      sink.warn(Event.ABSENT, "the table has a header row and no other");
    }
  }
}

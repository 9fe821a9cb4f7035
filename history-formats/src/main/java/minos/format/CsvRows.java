package minos.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.format.input.CorruptInputException;
import minos.format.input.ReadLimits;
import minos.format.input.Utf8;
import minos.history.MalformedHistoryException;
import minos.history.Problems;

/**
 * The rows of a table of separated values, quoted as RFC 4180 says: a field in double quotes may
 * hold separators, line ends, and quotes doubled. A quote inside a field that does not begin with
 * one is a letter like others. Empty lines are no rows.
 *
 * <p>Holds one row, up to the limit of a line's length. Not thread-safe.
 *
 * <p>Y. Shafranovich, Common Format and MIME Type for Comma-Separated Values (CSV) Files, RFC 4180,
 * 2005.
 */
final class CsvRows {
  /** So many columns no table of a history has. */
  private static final int MOST_COLUMNS = 10_000;

  /**
   * A field.
   *
   * @param text what it holds
   * @param quoted whether it was in quotes, which tells an empty text from nothing
   */
  record Cell(String text, boolean quoted) {
    /** Whether there is nothing. */
    boolean isNull() {
      return text.isEmpty() && !quoted;
    }
  }

  private final InputStream in;
  private final int longest;
  private final Problems problems;
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int limit;
  private byte[] row = new byte[1 << 10];
  private int rowSize;
  private int separator;
  private long line = 1;
  private long rowLine = 1;
  private boolean unfinished;
  private boolean cut;

  CsvRows(InputStream in, ReadLimits limits, Problems problems) {
    this.in = in;
    this.longest = limits.lineLength();
    this.problems = problems;
  }

  /** The fields of the header row, after which the separator is known; empty if there is none. */
  List<String> header() throws IOException, MalformedHistoryException {
    byte[] start = firstLine();
    int best = ',';
    for (char candidate : new char[] {',', '\t', ';'}) {
      if (count(start, candidate) > count(start, (char) best)) {
        best = candidate;
      }
    }
    separator = best;
    return next().stream().map(cell -> cell.text().strip()).toList();
  }

  /** The fields of the next row; empty at the end. */
  List<Cell> next() throws IOException, MalformedHistoryException {
    List<Cell> cells = new ArrayList<>();
    int b = read();
    while (b == '\n' || b == '\r') {
      b = read();
    }
    if (b < 0) {
      return cells;
    }
    rowLine = line;
    rowSize = 0;
    while (true) {
      boolean quoted = b == '"';
      int from = rowSize;
      b = quoted ? quoted() : plain(b);
      String text = Utf8.decode(row, from, rowSize);
      if (text == null) {
        throw problems.fatal(rowLine, "bytes that are not UTF-8; recode the file");
      }
      cells.add(new Cell(text, quoted));
      if (cells.size() > MOST_COLUMNS) {
        throw problems.fatal(
            rowLine, "a row of more than " + MOST_COLUMNS + " fields; is this a table?");
      }
      if (b != separator) {
        break;
      }
      b = read();
    }
    unfinished = b < 0;
    return cells;
  }

  /** The line at which the row begins, from 1. */
  long line() {
    return rowLine;
  }

  /** Whether the row is the last and no line end follows. */
  boolean unfinished() {
    return unfinished;
  }

  /** Whether the input ended in the quotes of the row's last field. */
  boolean cut() {
    return cut;
  }

  private int plain(int first) throws IOException {
    int b = first;
    while (b >= 0 && b != separator && b != '\n') {
      if (b == '\r') {
        int after = read();
        if (after == '\n' || after < 0) {
          return after;
        }
        add('\r');
        b = after;
      } else {
        add(b);
        b = read();
      }
    }
    return b;
  }

  private int quoted() throws IOException, MalformedHistoryException {
    long opened = line;
    while (true) {
      int b = read();
      if (b < 0) {
        cut = true;
        return b;
      }
      if (b != '"') {
        add(b);
        continue;
      }
      b = read();
      if (b == '"') {
        add(b);
        continue;
      }
      while (b == '\r') {
        b = read();
      }
      if (b >= 0 && b != separator && b != '\n') {
        throw problems.fatal(
            line,
            "expected a separator or the end of the line after a quoted field that begins in line "
                + opened
                + "; quotes inside of it are doubled");
      }
      return b;
    }
  }

  private void add(int b) throws CorruptInputException {
    if (rowSize == row.length) {
      if (rowSize >= longest) {
        throw new CorruptInputException(
            "the row in line "
                + rowLine
                + " is longer than "
                + longest
                + " bytes; raise the line limit (--max-line) if it is really one");
      }
      row = Arrays.copyOf(row, row.length * 2);
    }
    row[rowSize++] = (byte) b;
  }

  private int read() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      if (limit == 0) {
        return -1;
      }
    }
    int b = buffer[position++] & 0xff;
    if (b == '\n') {
      line++;
    }
    return b;
  }

  private byte[] firstLine() throws IOException {
    int b = read();
    while (b == '\n' || b == '\r') {
      b = read();
    }
    if (b < 0) {
      return new byte[0];
    }
    position--;
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return Arrays.copyOfRange(buffer, position, end);
  }

  private static int count(byte[] line, char c) {
    int n = 0;
    for (byte b : line) {
      n += b == c ? 1 : 0;
    }
    return n;
  }
}

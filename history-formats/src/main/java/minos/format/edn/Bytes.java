package minos.format.edn;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window on the bytes of a stream, with their lines counted. A token lies in one piece: while one
 * is {@linkplain #start marked}, its bytes stay in the window, which grows up to a limit.
 *
 * <p>The fields are open to the reader of this package: its loops run over the array itself.
 */
final class Bytes {
  private static final int WINDOW = 64 << 10;

  private final InputStream in;
  private final int tokenLimit;

  byte[] buffer;
  int position;
  int limit;

  /** The line at {@link #position}, from 1. */
  long line;

  private int mark = -1;
  private long base;
  private long lineStart;

  Bytes(InputStream in, int tokenLimit) {
    this.in = in;
    this.tokenLimit = tokenLimit;
    this.buffer = new byte[WINDOW];
    this.line = 1;
  }

  /** Goes on with a slice of an array, whose first byte is at the given line and column. */
  void reset(byte[] bytes, int from, int to, long atLine, int column) {
    buffer = bytes;
    position = from;
    limit = to;
    line = atLine;
    mark = -1;
    base = 0;
    lineStart = from - (column - 1L);
  }

  /** The column at {@link #position}, in bytes from 1. */
  long column() {
    return base + position - lineStart + 1;
  }

  /** Notes that the byte before {@link #position} ends a line. */
  void newline() {
    line++;
    lineStart = base + position;
  }

  /** Begins a token at a place in the window. */
  void start(int at) {
    mark = at;
  }

  /** Where the token begun begins now. */
  int start() {
    return mark;
  }

  /** Ends the token. */
  void end() {
    mark = -1;
  }

  /**
   * Gets more bytes when {@link #position} has come to {@link #limit}. The window may move.
   *
   * @return whether there are more
   */
  boolean fill() throws IOException, MalformedEdnException {
    int keep = mark < 0 ? limit : mark;
    int kept = limit - keep;
    if (kept > tokenLimit) {
      throw new MalformedEdnException(
          line,
          column() - kept,
          false,
          "a string, symbol or number of more than "
              + tokenLimit
              + " bytes; raise the line limit (--max-line) if it is really one");
    }
    if (in == NONE) {
      return false;
    }
    if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else if (kept > 0 && keep > 0) {
      System.arraycopy(buffer, keep, buffer, 0, kept);
    }
    base += keep;
    position -= keep;
    limit = kept;
    if (mark >= 0) {
      mark = 0;
    }
    int n = in.read(buffer, limit, buffer.length - limit);
    if (n <= 0) {
      return false;
    }
    limit += n;
    return true;
  }

  /** The stream of a reader that only ever gets slices. */
  static final InputStream NONE = InputStream.nullInputStream();
}

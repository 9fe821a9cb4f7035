package minos.format.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, as ranges of bytes. A line ends with a line feed, a carriage return before
 * which is not part of it.
 *
 * <p>Holds one line, up to the limit. Not thread-safe.
 */
public final class Lines {
  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[64 << 10];
  private int from;
  private int to;
  private int next;
  private int limit;
  private long number;
  private boolean ended;

  /** The lines of a stream. */
  public Lines(InputStream in, ReadLimits limits) {
    this.in = in;
    this.longest = limits.lineLength();
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one
   * @throws CorruptInputException if it is longer than the limit
   */
  public boolean next() throws IOException {
    from = next;
    int scanned = from;
    while (true) {
      while (scanned < limit && buffer[scanned] != '\n') {
        scanned++;
      }
      if (scanned < limit) {
        break;
      }
      int kept = limit - from;
      if (kept > longest) {
        throw new CorruptInputException(
            "line "
                + (number + 1)
                + " is longer than "
                + longest
                + " bytes; raise the line limit (--max-line) if it is really one");
      }
      if (!fill()) {
        ended = true;
        if (kept == 0) {
          return false;
        }
        scanned = limit;
        break;
      }
      scanned = from + kept;
    }
    to = scanned;
    next = Math.min(limit, scanned + 1);
    if (to > from && buffer[to - 1] == '\r' && scanned < limit) {
      to--;
    }
    number++;
    return true;
  }

  /** The bytes that hold the line, from {@link #from} up to {@link #to}, until the next one. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the line begins in {@link #bytes}. */
  public int from() {
    return from;
  }

  /** Where the line ends in {@link #bytes}. */
  public int to() {
    return to;
  }

  /** The number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Whether this line is the last and has no line feed, as in a file that was cut off. */
  public boolean unfinished() {
    return ended;
  }

  /** Whether the line has nothing but white space; zero bytes, which a crash leaves, are none. */
  public boolean isBlank() {
    for (int i = from; i < to; i++) {
      if (buffer[i] <= 0 || buffer[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  /** The line as a text; null if it is not UTF-8. */
  public @Nullable String text() {
    return Utf8.decode(buffer, from, to);
  }

  private boolean fill() throws IOException {
    int kept = limit - from;
    if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, kept);
    }
    from = 0;
    limit = kept;
    int n = in.read(buffer, limit, buffer.length - limit);
    if (n <= 0) {
      return false;
    }
    limit += n;
    return true;
  }
}

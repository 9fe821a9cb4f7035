package minos.format.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into blocks of whole lines, so that what reads a block never waits for its end and
 * can begin anew at any line. Memory is a block, or the longest line. Not thread-safe.
 */
final class LineBlocks {
  private static final int BLOCK = 256 << 10;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[BLOCK];
  private int start;
  private int end;
  private int filled;
  private boolean exhausted;

  /**
   * Blocks of a stream.
   *
   * @param longest the longest line that is taken, in bytes
   */
  LineBlocks(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * Goes to the next block.
   *
   * @return whether there is one
   * @throws LineTooLongException if a line is longer than allowed
   */
  boolean next() throws IOException, LineTooLongException {
    System.arraycopy(buffer, end, buffer, 0, filled - end);
    filled -= end;
    start = 0;
    end = 0;
    int searched = 0;
    while (true) {
      while (filled < buffer.length && !exhausted) {
        int n = in.read(buffer, filled, buffer.length - filled);
        if (n < 0) {
          exhausted = true;
        } else {
          filled += n;
        }
      }
      if (exhausted) {
        end = filled;
        return filled > 0;
      }
      for (int i = filled - 1; i >= searched; i--) {
        if (buffer[i] == '\n') {
          end = i + 1;
          return true;
        }
      }
      searched = filled;
      if (filled >= longest) {
        throw new LineTooLongException();
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(longest, buffer.length * 2L));
    }
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the block begins in the buffer. */
  int start() {
    return start;
  }

  /** Where the block ends in the buffer, exclusively. */
  int end() {
    return end;
  }

  /** Whether this block is the last. */
  boolean last() {
    return exhausted && end == filled;
  }

  /** A line is longer than allowed. */
  static final class LineTooLongException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}

package minos.format.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that go through, and notes when there are no more. */
final class CountingStream extends FilterInputStream {
  private long count;
  private boolean ended;

  CountingStream(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    if (next < 0) {
      ended = true;
    } else {
      count++;
    }
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = in.read(into, offset, length);
    if (n < 0) {
      ended = true;
    } else {
      count += n;
    }
    return n;
  }
}

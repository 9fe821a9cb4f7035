package minos.format.jepsen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a part of a file, one after the other. Holds one buffer. Not thread-safe. */
final class Window {
  private final FileChannel file;
  private final byte[] buffer = new byte[64 << 10];
  private long next;
  private final long end;
  private int position;
  private int limit;

  /** The bytes from one place of the file up to another, exclusively. */
  Window(FileChannel file, long from, long end) {
    this.file = file;
    this.next = from;
    this.end = end;
  }

  /** Where in the file the next byte is. */
  long at() {
    return next - (limit - position);
  }

  /** How many bytes are left. */
  long remaining() {
    return end - at();
  }

  /** What to throw if what was read last is not as it should be. */
  MalformedStoreException malformed(String what) {
    return new MalformedStoreException(what + " (before byte " + at() + ")");
  }

  /** The next byte, from 0 to 255. */
  int read() throws IOException, MalformedStoreException {
    if (position == limit) {
      fill();
    }
    return buffer[position++] & 0xff;
  }

  /** The next bytes as one number, the highest first. */
  long readNumber(int bytes) throws IOException, MalformedStoreException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << 8 | read();
    }
    return number;
  }

  /** The next bytes. The caller has compared the length with what remains. */
  byte[] read(int length) throws IOException, MalformedStoreException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      if (position == limit) {
        fill();
      }
      int n = Math.min(length - done, limit - position);
      System.arraycopy(buffer, position, bytes, done, n);
      position += n;
      done += n;
    }
    return bytes;
  }

  /** The next bytes that can be had at once; at least one unless none is left. */
  ByteBuffer readSome() throws IOException, MalformedStoreException {
    if (position == limit && remaining() > 0) {
      fill();
    }
    ByteBuffer some = ByteBuffer.wrap(buffer, position, limit - position);
    position = limit;
    return some;
  }

  private void fill() throws IOException, MalformedStoreException {
    int wanted = (int) Math.min(buffer.length, end - next);
    int n = wanted == 0 ? -1 : file.read(ByteBuffer.wrap(buffer, 0, wanted), next);
    if (n <= 0) {
      throw MalformedStoreException.ended("the data ends in the middle, at byte " + next);
    }
    next += n;
    position = 0;
    limit = n;
  }
}

package minos.format.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes gzip, as a stream.
 *
 * <p>The JDK's own stream takes bytes after the first member that are not gzip for the end of the
 * data, in silence; half a recording could be lost so. Here they are corrupt, unless they are zeros
 * (the padding of tapes and block devices). Data that ends in the middle ends the stream, and the
 * given consumer is told.
 *
 * <p>Format: P. Deutsch, GZIP file format specification version 4.3, RFC 1952, 1996.
 */
final class GunzipStream extends InputStream {
  private static final int DEFLATED = 8;
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private final CountingStream in;
  private final Consumer<String> cutOff;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int limit;
  private boolean member;
  private boolean first = true;
  private boolean ended;

  GunzipStream(CountingStream in, Consumer<String> cutOff) {
    this.in = in;
    this.cutOff = cutOff;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        if (!member && !beginMember()) {
          ended = true;
          break;
        }
        int n = inflater.inflate(into, offset, length);
        if (n > 0) {
          crc.update(into, offset, n);
          return n;
        }
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsDictionary()) {
          throw corrupt("it asks for a dictionary");
        } else if (inflater.needsInput()) {
          if (!fill()) {
            throw new EOFException();
          }
          inflater.setInput(buffer, 0, limit);
          position = limit;
        }
      }
    } catch (EOFException e) {
      ended = true;
      cutOff.accept("the gzip data ends in the middle, after " + in.count() + " bytes");
    } catch (DataFormatException e) {
      throw corrupt(e.getMessage() == null ? "invalid block" : e.getMessage());
    }
    return -1;
  }

  private boolean beginMember() throws IOException {
    if (!first && !more()) {
      return false;
    }
    int magic = next();
    if (magic == 0 && !first) {
      padding();
      return false;
    }
    if (magic != 0x1f || next() != 0x8b || next() != DEFLATED) {
      throw corrupt(first ? "unknown method" : "other data follows the end of the compressed data");
    }
    first = false;
    int flags = next();
    skip(6);
    if ((flags & FEXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & FNAME) != 0) {
      skipText();
    }
    if ((flags & FCOMMENT) != 0) {
      skipText();
    }
    if ((flags & FHCRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inflater.setInput(buffer, position, limit - position);
    position = limit;
    member = true;
    return true;
  }

  private void endMember() throws IOException {
    member = false;
    position = limit - inflater.getRemaining();
    long sum = next() | next() << 8 | next() << 16 | (long) next() << 24;
    long size = next() | next() << 8 | next() << 16 | (long) next() << 24;
    if (sum != crc.getValue()) {
      throw corrupt("its checksum does not match");
    }
    if (size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw corrupt("its length does not match");
    }
  }

  private void padding() throws IOException {
    while (more()) {
      if (next() != 0) {
        throw corrupt("other data follows the end of the compressed data");
      }
    }
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int b = next();
    while (b != 0) {
      b = next();
    }
  }

  private int next() throws IOException {
    if (!more()) {
      throw new EOFException();
    }
    return buffer[position++] & 0xff;
  }

  private boolean more() throws IOException {
    return position < limit || fill();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private CorruptInputException corrupt(String how) {
    return new CorruptInputException(
        "the gzip data is corrupt (" + how + ") within its first " + in.count() + " bytes");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}

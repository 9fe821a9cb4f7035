package minos.format.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decompressed data, as long as it keeps to the limits. */
final class BoundedStream extends FilterInputStream {
  private final CountingStream compressed;
  private final ReadLimits limits;
  private long count;

  BoundedStream(InputStream decompressed, CountingStream compressed, ReadLimits limits) {
    super(decompressed);
    this.compressed = compressed;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = in.read(into, offset, length);
    if (n > 0) {
      count += n;
      check();
    }
    return n;
  }

  private void check() throws CorruptInputException {
    if (count > limits.decompressedSize()) {
      throw new CorruptInputException(
          "the compressed data expands to more than "
              + limits.decompressedSize()
              + " bytes; raise the size limit (--max-size) if it is really a history");
    }
    if (count > ReadLimits.EXPANSION_FREE
        && count / limits.expansion() > Math.max(1, compressed.count())) {
      throw new CorruptInputException(
          "the compressed data expands more than "
              + limits.expansion()
              + " times ("
              + compressed.count()
              + " bytes to more than "
              + count
              + "), as no recording does; decompress it yourself if it is really a history");
    }
  }
}

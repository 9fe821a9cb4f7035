package minos.format.input;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Undoes zstd, as a stream. Data that ends in the middle ends the stream, and the given consumer is
 * told; the decompressor then keeps back up to a window (some MiB) of what it knew already.
 */
final class UnzstdStream extends InputStream {
  private final CountingStream in;
  private final Consumer<String> cutOff;
  private final ZstdInputStream decompressor;
  private boolean ended;

  UnzstdStream(CountingStream in, Consumer<String> cutOff) {
    this.in = in;
    this.cutOff = cutOff;
    this.decompressor = new ZstdInputStream(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      int n = decompressor.read(into, offset, length);
      ended = n < 0;
      return n;
    } catch (IOException e) {
      if (!in.ended()) {
        throw e;
      }
      ended = true;
      cutOff.accept("the zstd data ends in the middle, after " + in.count() + " bytes");
      return -1;
    } catch (RuntimeException e) {
      // The decompressor says so of whatever is no valid zstd: its own exception, failed checks
      // of its state, indexes out of bounds.
      throw new CorruptInputException(
          "the zstd data is corrupt ("
              + e.getMessage()
              + ") within its first "
              + in.count()
              + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    decompressor.close();
  }
}

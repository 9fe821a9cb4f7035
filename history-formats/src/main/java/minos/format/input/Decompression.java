package minos.format.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/**
 * Recognizes compression by the first bytes and undoes it, within limits: data that expands without
 * end (a bomb) ends in a message, with the memory of one buffer.
 */
final class Decompression {
  private static final int MAGIC = 4;

  private final ReadLimits limits;
  private Optional<String> name = Optional.empty();
  private Optional<String> cutOff = Optional.empty();

  Decompression(ReadLimits limits) {
    this.limits = limits;
  }

  /** The compression found; empty for none. */
  Optional<String> name() {
    return name;
  }

  /** How we know that the compressed data ends too early. */
  Optional<String> cutOff() {
    return cutOff;
  }

  /** The plain bytes of a stream. */
  InputStream open(InputStream raw) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, MAGIC);
    byte[] magic = in.readNBytes(MAGIC);
    in.unread(magic);
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      name = Optional.of("gzip");
      CountingStream counted = new CountingStream(in);
      return new BoundedStream(new GunzipStream(counted, this::cutOff), counted, limits);
    }
    if (magic.length == MAGIC
        && (magic[0] & 0xff) == 0x28
        && (magic[1] & 0xff) == 0xb5
        && (magic[2] & 0xff) == 0x2f
        && (magic[3] & 0xff) == 0xfd) {
      name = Optional.of("zstd");
      CountingStream counted = new CountingStream(in);
      return new BoundedStream(new UnzstdStream(counted, this::cutOff), counted, limits);
    }
    return in;
  }

  private void cutOff(String how) {
    cutOff = Optional.of(how);
  }
}

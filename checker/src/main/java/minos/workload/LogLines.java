package minos.workload;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log file, which may be compressed with gzip. A line ends with a newline, as for
 * grep; a carriage return before it is no part of it. Bytes that are not UTF-8 are replacement
 * characters. Memory is that of a line, of which no more than {@link #LONGEST} bytes are kept. Not
 * thread-safe.
 */
final class LogLines implements Closeable {
  /** How much of a line is looked at, in bytes. */
  static final int LONGEST = 16 << 20;

  private static final int BUFFER = 1 << 16;
  private static final int MAGIC = 6;
  private static final String GZIP = "1f8b";

  /** How compressed files begin that nothing here expands. */
  private static final Map<String, String> COMPRESSED =
      Map.of("28b52ffd", "zstd", "425a68", "bzip2", "fd377a585a00", "xz", "504b0304", "zip");

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private boolean cut;

  /**
   * Opens a file.
   *
   * @throws IOException if it can't be read, or is compressed with something else than gzip
   */
  LogLines(Path file) throws IOException {
    String magic;
    try (InputStream head = Files.newInputStream(file)) {
      magic = HexFormat.of().formatHex(head.readNBytes(MAGIC));
    }
    for (Map.Entry<String, String> other : COMPRESSED.entrySet()) {
      if (magic.startsWith(other.getKey())) {
        throw new IOException("it is compressed with " + other.getValue() + "; decompress it");
      }
    }
    InputStream raw = Files.newInputStream(file);
    try {
      in =
          new BufferedInputStream(
              magic.startsWith(GZIP) ? new GZIPInputStream(raw, BUFFER) : raw, BUFFER);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** The next line, or null at the end. */
  @Nullable String next() throws IOException {
    line.reset();
    cut = false;
    int read = in.read();
    if (read < 0) {
      return null;
    }
    number++;
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() < LONGEST) {
        line.write(read);
      } else {
        cut = true;
      }
    }
    byte[] bytes = line.toByteArray();
    int length = bytes.length;
    if (length > 0 && !cut && bytes[length - 1] == '\r') {
      length--;
    }
    return new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
  }

  /** The number of the line at hand, from 1. */
  long number() {
    return number;
  }

  /** Whether the line at hand is longer than what was kept of it. */
  boolean cut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

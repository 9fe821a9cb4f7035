package minos.format.input;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something to read a history from: a file, a directory of files, or a stream such as standard
 * input. Data compressed by gzip or zstd is told by its first bytes and decompressed on the way.
 *
 * <p>Not thread-safe. Close it.
 */
public final class Input implements Closeable {
  /** How many bytes {@link #prefix} looks ahead. */
  public static final int PREFIX = 64 << 10;

  private final String name;
  private final @Nullable Path path;
  private final @Nullable InputStream source;
  private final Decompression decompression;
  private byte @Nullable [] prefix;
  private boolean taken;

  private Input(String name, @Nullable Path path, @Nullable InputStream raw, ReadLimits limits)
      throws IOException {
    this.name = name;
    this.decompression = new Decompression(limits);
    this.source = raw == null ? null : decompression.open(raw);
    this.path = decompression.name().isPresent() ? null : path;
  }

  /**
   * Opens a file or directory.
   *
   * @throws IOException if there is none, or the operating system refuses
   * @throws CorruptInputException if it is compressed and the beginning is corrupt already
   */
  public static Input open(Path path, ReadLimits limits) throws IOException {
    return open(path, limits, bytes -> {});
  }

  /**
   * Opens a file or directory.
   *
   * @param told is told how many bytes of a file were read so far, after each block
   * @throws IOException if there is none, or the operating system refuses
   * @throws CorruptInputException if it is compressed and the beginning is corrupt already
   */
  public static Input open(Path path, ReadLimits limits, LongConsumer told) throws IOException {
    if (Files.isDirectory(path)) {
      return new Input(path.toString(), path, null, limits);
    }
    InputStream raw = new ToldStream(Files.newInputStream(path), told);
    try {
      return new Input(path.toString(), Files.isRegularFile(path) ? path : null, raw, limits);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** Reads a stream, which closing this closes. */
  public static Input of(InputStream stream, String name, ReadLimits limits) throws IOException {
    return of(stream, name, limits, bytes -> {});
  }

  /**
   * Reads a stream, which closing this closes.
   *
   * @param told is told how many bytes were read so far, after each block
   */
  public static Input of(InputStream stream, String name, ReadLimits limits, LongConsumer told)
      throws IOException {
    return new Input(name, null, new ToldStream(stream, told), limits);
  }

  /** The file's name as the user gave it, or {@code -} for standard input. */
  public String name() {
    return name;
  }

  /**
   * The file, for readers that must jump about in it; empty if it is compressed or no plain file.
   * For a directory, the directory.
   */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** Whether this is a directory, which has a path and no stream. */
  public boolean isDirectory() {
    return source == null;
  }

  /** How it is compressed ({@code gzip}, {@code zstd}), if it is. */
  public Optional<String> compression() {
    return decompression.name();
  }

  /**
   * How we know that compressed data ends too early; empty if it does not, or was not read so far.
   * A stream that is cut off ends like any other, with what could be decompressed.
   */
  public Optional<String> cutOff() {
    return decompression.cutOff();
  }

  /**
   * The first bytes, up to {@link #PREFIX}, without taking them from the stream. A byte order mark
   * of UTF-8 belongs to neither.
   */
  public byte[] prefix() throws IOException {
    byte[] bytes = prefix;
    if (bytes == null) {
      bytes = file().readNBytes(PREFIX);
      if (bytes.length >= 3
          && (bytes[0] & 0xff) == 0xef
          && (bytes[1] & 0xff) == 0xbb
          && (bytes[2] & 0xff) == 0xbf) {
        bytes = Arrays.copyOfRange(bytes, 3, bytes.length);
      }
      prefix = bytes;
    }
    return bytes.clone();
  }

  /** The bytes, decompressed, from the first. To be asked for once. */
  public InputStream stream() throws IOException {
    if (taken) {
      throw new IllegalStateException("the stream of " + name + " was taken already");
    }
    taken = true;
    return new SequenceInputStream(new ByteArrayInputStream(prefix()), file());
  }

  private InputStream file() {
    if (source == null) {
      throw new IllegalStateException(name + " is a directory and has no bytes");
    }
    return source;
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      source.close();
    }
  }
}

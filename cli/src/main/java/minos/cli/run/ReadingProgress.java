package minos.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import minos.format.Detected;
import minos.format.ReadListener;

/** How far the reading of one file is. Written by its reader, read by whoever shows progress. */
final class ReadingProgress implements ReadListener, Supplier<String> {
  private final String name;
  private final long size;
  private volatile long read;
  private Optional<Detected> detected = Optional.empty();

  ReadingProgress(Input input) {
    this.name = input.name();
    this.size = size(input);
  }

  private static long size(Input input) {
    try {
      return input.path().isPresent() && Files.isRegularFile(input.path().get())
          ? Files.size(input.path().get())
          : 0;
    } catch (IOException e) {
      // Whoever reads it will be told; only the percentage is missing.
      return 0;
    }
  }

  /** What was detected, if anything was. */
  Optional<Detected> detected() {
    return detected;
  }

  @Override
  public void detected(Detected what) {
    detected = Optional.of(what);
  }

  @Override
  public void read(long bytes) {
    read = bytes;
  }

  @Override
  public String get() {
    String megabytes = String.format(Locale.ROOT, "%,.1f MB", read / 1e6);
    return "reading "
        + name
        + ": "
        + megabytes
        + (size == 0
            ? ""
            : String.format(
                Locale.ROOT, " of %,.1f MB, %d %%", size / 1e6, Math.min(100, 100 * read / size)));
  }
}

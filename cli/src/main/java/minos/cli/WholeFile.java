package minos.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** A file that is there as a whole or not at all. */
final class WholeFile {
  private WholeFile() {}

  /** Writes what a file is to hold. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Writes beside the file first; compresses if its name ends in .gz. */
  static void write(Path file, Content content) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path half = Files.createTempFile(directory, file.getFileName().toString(), ".part");
    try {
      try (OutputStream stream = stream(half, file)) {
        content.write(stream);
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static OutputStream stream(Path half, Path file) throws IOException {
    OutputStream stream = new BufferedOutputStream(Files.newOutputStream(half), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(stream) : stream;
  }
}

package minos.recorder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.Event;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.value.Int;

/**
 * What a recording that broke off has.
 *
 * @param history its operations
 * @param events how many whole lines of events the file has
 * @param time when the last of them was, in nanoseconds
 * @param length where the last whole line of the file ends, in bytes, its line feed written or not
 */
public record Past(History history, long events, long time, long length) {
  /**
   * Reads a file.
   *
   * @throws MalformedHistoryException if it is not a recording
   * @throws IllegalArgumentException if it did not break off, or has no line yet
   */
  public static Past read(Path file) throws IOException, MalformedHistoryException {
    History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
    if (history.origin().truncated().isEmpty()) {
      throw new IllegalArgumentException(
          file + " does not break off: a recording that is complete can't go on");
    }
    long length = lastLineEnd(file);
    if (length == 0) {
      throw new IllegalArgumentException(file + " has not even a header; begin anew");
    }
    // The header is no event.
    long events = lines(file, length) - 1;
    if (history.eventCount() > events) {
      // Of a whole line, only the line feed was not written.
      return new Past(history, events + 1, lastTime(history), Files.size(file));
    }
    return new Past(history, events, lastTime(history), length);
  }

  /** When its time was zero, in nanoseconds since 1970; empty if it does not say. */
  public OptionalLong epoch() {
    return history.origin().header().get("epoch") instanceof Int nanos
        ? OptionalLong.of(nanos.value())
        : OptionalLong.empty();
  }

  private static long lastTime(History history) {
    long last = 0;
    for (int i = 0; i < history.size(); i++) {
      last = Math.max(last, Math.max(history.invokeTime(i), history.completeTime(i)));
    }
    Optional<Long> remark = history.others().stream().map(Event::time).max(Long::compare);
    return Math.max(last, remark.orElse(0L));
  }

  private static long lastLineEnd(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      long end = bytes.length();
      while (end > 0) {
        bytes.seek(end - 1);
        if (bytes.read() == '\n') {
          return end;
        }
        end--;
      }
      return 0;
    }
  }

  private static long lines(Path file, long length) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[1 << 16];
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      for (long at = 0; at < length; ) {
        int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, length - at));
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
        at += read;
      }
    }
    return lines;
  }

  /** Leaves whole lines in the file, each with its line feed. */
  void cutOffHalfALine(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(length);
      bytes.seek(length - 1);
      if (bytes.read() != '\n') {
        bytes.write('\n');
      }
    }
  }
}

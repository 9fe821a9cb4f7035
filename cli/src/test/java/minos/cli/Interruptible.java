package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts programs so that an interrupt reaches them. A shell starts what it puts into the
 * background with interrupts ignored, and who is started so hands that on: without this, tests of
 * interrupts would fail in {@code mvn verify &}.
 */
final class Interruptible {
  private static final Path SELF = Path.of("/proc/self/status");
  private static final long INTERRUPT = 1L << (2 - 1);

  private Interruptible() {}

  /** What stands before the command. */
  static List<String> prefix() throws IOException {
    return ignored() ? List.of("env", "--default-signal=INT") : List.of();
  }

  private static boolean ignored() throws IOException {
    if (!Files.exists(SELF)) {
      return false;
    }
    return Files.readAllLines(SELF).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(mask -> (mask & INTERRUPT) != 0);
  }
}

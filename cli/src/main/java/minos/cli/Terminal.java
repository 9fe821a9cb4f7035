package minos.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the command talks to: the three streams, whether a person watches them, and the environment.
 * Tests make their own.
 *
 * @param in standard input
 * @param out where results go
 * @param err where progress, warnings and errors go
 * @param outWatched whether standard output is a terminal
 * @param errWatched whether standard error is a terminal
 * @param environment the environment's variables
 */
record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outWatched,
    boolean errWatched,
    Map<String, String> environment) {

  private static final int KIND = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;

  /** Copies the map. */
  Terminal {
    environment = Map.copyOf(environment);
  }

  /** The process's own. Text is UTF-8 whatever the locale, so that reports look alike anywhere. */
  static Terminal system() {
    return new Terminal(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        watched(1),
        watched(2),
        System.getenv());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Whether a descriptor is a terminal. Java can only say it of input and output together; the file
   * system says what device is behind each. Where it doesn't, nobody watches.
   */
  private static boolean watched(int descriptor) {
    try {
      Path stream = Path.of("/dev/fd", String.valueOf(descriptor));
      int mode = (int) Files.getAttribute(stream, "unix:mode");
      return (mode & KIND) == CHARACTER_DEVICE
          && !Files.getAttribute(stream, "unix:rdev")
              .equals(Files.getAttribute(Path.of("/dev/null"), "unix:rdev"));
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      // No such file system. At worst a colour is missing, which --color brings back.
      return false;
    }
  }
}

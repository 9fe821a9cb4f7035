package minos.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import minos.catalog.CheckCatalog;
import minos.cli.run.Interruption;

/**
 * A command line that was run inside this process.
 *
 * @param code what it would have exited with
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Ran(int code, String out, String err) {
  /** Runs a command with nothing on standard input, watched by nobody. */
  static Ran minos(String... arguments) {
    return minosReading("", arguments);
  }

  /** Runs a command with a text on standard input. */
  static Ran minosReading(String in, String... arguments) {
    return minos(in, CheckCatalog.ALL, new Interruption(), arguments);
  }

  /** Runs a command with an environment of its own. */
  static Ran minosWith(Map<String, String> environment, String... arguments) {
    return minos("", environment, CheckCatalog.ALL, new Interruption(), arguments);
  }

  /** Runs a command with other checks than the program's. */
  static Ran minos(
      String in, CheckCatalog catalog, Interruption interruption, String... arguments) {
    return minos(in, Map.of(), catalog, interruption, arguments);
  }

  private static Ran minos(
      String in,
      Map<String, String> environment,
      CheckCatalog catalog,
      Interruption interruption,
      String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            environment);
    int code = Minos.run(List.of(arguments), terminal, catalog, interruption);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}

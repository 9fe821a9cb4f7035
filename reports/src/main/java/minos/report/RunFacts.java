package minos.report;

import java.util.List;
import java.util.Optional;

/**
 * What a report says of the run that made it.
 *
 * @param version of Minos
 * @param command the exact command line, word by word
 * @param seed what random choices were made from, where there were any
 */
public record RunFacts(String version, List<String> command, Optional<String> seed) {
  /** Copies the list. */
  public RunFacts {
    command = List.copyOf(command);
  }

  /** The command as somebody would type it into a shell. */
  String commandLine() {
    StringBuilder line = new StringBuilder();
    for (String word : command) {
      boolean plain = !word.isEmpty() && word.matches("[A-Za-z0-9_./:=,@%+-]+");
      line.append(line.length() == 0 ? "" : " ")
          .append(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return line.toString();
  }
}

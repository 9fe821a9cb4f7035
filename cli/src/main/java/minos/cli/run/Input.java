package minos.cli.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something to judge.
 *
 * @param name as reports call it
 * @param path the file or directory; empty for standard input
 */
public record Input(String name, Optional<Path> path) {
  /** Standard input. */
  public static final Input STANDARD = new Input("-", Optional.empty());

  /** A file, or a directory that is one recording. */
  public static Input of(Path path) {
    return new Input(path.toString(), Optional.of(path));
  }
}

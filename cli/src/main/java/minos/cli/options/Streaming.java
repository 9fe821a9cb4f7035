package minos.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of endless histories. */
public final class Streaming {
  @Option(
      names = "--stream",
      description =
          "Judge one history while it is written, from standard input (-) or a growing file (jsonl, "
              + "jepsen-edn), and tell each violation at once. Needs --model; a file is followed until "
              + "its end line or Ctrl-C. With --output json each violation is a line of its own.")
  boolean stream;

  @Option(
      names = "--no-follow",
      negatable = true,
      description = "With --stream: stop at the end of the file instead of waiting for more.")
  boolean follow = true;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "With --stream: go on from what this file says, if it is there, and write it every ten "
              + "seconds and at the end.")
  @Nullable Path checkpoint;

  /** Whether the input is a stream. */
  public boolean stream() {
    return stream;
  }

  /** Whether to wait for more at the end of a file. */
  public boolean follow() {
    return follow;
  }

  /** Where to go on from, and what to leave behind. */
  public Optional<Path> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }
}

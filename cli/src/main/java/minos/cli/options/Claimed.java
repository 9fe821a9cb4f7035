package minos.cli.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be verified. */
public final class Claimed {
  @Option(
      names = "--witness",
      required = true,
      paramLabel = "FILE",
      description = "A witness that minos check --witness wrote.")
  @Nullable String witness;

  @Option(
      names = "--counterexample",
      required = true,
      paramLabel = "FILE",
      description =
          "A counterexample that minos check --counterexample wrote, in any format that keeps the "
              + "numbers of the events.")
  @Nullable String counterexample;

  /** The file of the witness. */
  public @Nullable String witness() {
    return witness;
  }

  /** The file of the counterexample. */
  public @Nullable String counterexample() {
    return counterexample;
  }
}

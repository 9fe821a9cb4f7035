package minos.cli.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which proofs are written. */
public final class Proofs {
  @Option(
      names = "--counterexample",
      paramLabel = "FILE",
      description =
          "Where to write the first violation, reduced to what shows it: a history that is a "
              + "violation by itself, in the format that the name of the file tells, else jsonl. "
              + "minos check judges it as the whole, minos audit verifies it.")
  @Nullable String counterexample;

  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description =
          "Where to write why the history is linearizable: an order of the operations on each key, "
              + "with a point in time for each, as JSON Lines. minos audit verifies it.")
  @Nullable String witness;

  /** Where to write a counterexample. */
  public Optional<String> counterexample() {
    return Optional.ofNullable(counterexample);
  }

  /** Where to write a witness. */
  public Optional<String> witness() {
    return Optional.ofNullable(witness);
  }

  /** Whether anything is to be written. */
  public boolean any() {
    return counterexample != null || witness != null;
  }
}

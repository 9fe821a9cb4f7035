package minos.cli.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is shown, and how. */
public final class Shown {
  @Option(
      names = "--output",
      paramLabel = "FORM",
      converter = WordOf.As.class,
      completionCandidates = WordOf.As.class,
      description = "text for a person (the default), or json, one document a run.")
  Output output = Output.TEXT;

  @Option(
      names = "--color",
      negatable = true,
      description =
          "With colours, or without. The default is with them on a terminal, unless the environment "
              + "has NO_COLOR.")
  @Nullable Boolean color;

  @Option(
      names = "--progress",
      negatable = true,
      description =
          "Say on standard error how far it is, whenever something takes longer than a second. "
              + "The default is to say it on a terminal.")
  @Nullable Boolean progress;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only the verdict of each file; no warnings, no progress.")
  boolean quiet;

  /** How results are written. */
  public Output output() {
    return output;
  }

  /** Whether to be quiet. */
  public boolean quiet() {
    return quiet;
  }

  /** Whether to use colours. */
  public boolean coloured(boolean watched, boolean noColor) {
    return color == null ? watched && !noColor : color;
  }

  /** Whether to say how far it is. */
  public boolean progress(boolean watched) {
    return !quiet && (progress == null ? watched : progress);
  }
}

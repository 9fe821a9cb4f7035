package minos.cli.run;

import java.util.Collection;
import java.util.Comparator;
import minos.verdict.Judgement;

/**
 * What the process tells its caller. The three verdicts have the field's customary numbers; what is
 * not a verdict has those of {@code sysexits.h}, so that neither can be taken for the other.
 *
 * <p>The constants stand in the order of their numbers; {@link #worst} says which one a run with
 * several answers ends with.
 */
public enum ExitCode {
  /** Every history satisfies what was asked. */
  CONSISTENT(0, 0, "Every history satisfies the consistency model."),
  /** A history does not. */
  VIOLATED(1, 5, "A history violates it. Whatever else happened in the run."),
  /** Nobody knows of one history, and the others are consistent. */
  UNDECIDED(
      2,
      1,
      "No violation was found, and for some history nobody knows: a limit, an empty or truncated recording."),
  /** The command can't be understood; nothing was judged. */
  USAGE(64, 6, "The command line can't be understood, or names no file; nothing was judged."),
  /** An input is not a history, or not one of the model asked for. */
  BAD_DATA(
      65,
      3,
      "A file is not a history, or the model can't be applied to it. The other files were judged, and none is violated."),
  /** The store to be verified does not answer. */
  STORE_UNREACHABLE(69, 2, "The store to be verified does not answer."),
  /** A fault of Minos. */
  INTERNAL_ERROR(
      70,
      4,
      "A fault of Minos, or a report that could not be written. What could be judged was judged, and none of it is violated."),
  /** Somebody stopped it. */
  INTERRUPTED(
      130, 7, "Somebody stopped the run, by Ctrl-C. What is known so far was still reported.");

  private final int number;
  private final int weight;
  private final String meaning;

  ExitCode(int number, int weight, String meaning) {
    this.number = number;
    this.weight = weight;
    this.meaning = meaning;
  }

  /** The number that the process exits with. */
  public int number() {
    return number;
  }

  /** A sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** The code of one answer. */
  public static ExitCode of(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> CONSISTENT;
      case VIOLATED -> VIOLATED;
      case UNDECIDED -> UNDECIDED;
    };
  }

  /**
   * The code of a run with several answers: interrupted before everything, because the run is not
   * what was asked for; then violated, because a violation that was found stays one; then the
   * errors, ours before those of the data, because neither may ever look green; then undecided.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public static ExitCode worst(Collection<ExitCode> codes) {
    return codes.stream().max(Comparator.comparingInt(code -> code.weight)).orElseThrow();
  }
}

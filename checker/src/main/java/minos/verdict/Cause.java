package minos.verdict;

/**
 * Why a check is undecided.
 *
 * @param kind the kind of reason
 * @param message for people: what happened, how far the check got, what to do
 */
public record Cause(Kind kind, String message) {
  /** Kinds of reasons. */
  public enum Kind {
    /** The time limit was reached. */
    TIMEOUT,
    /** The memory limit was reached. */
    MEMORY,
    /** Somebody stopped it. */
    INTERRUPTED,
    /** The history has no operation. */
    EMPTY,
    /** No operation of the history succeeded. */
    NOTHING_SUCCEEDED,
    /** The recording breaks off before its end. */
    TRUNCATED,
    /** The check inferred nothing from the history. */
    NOTHING_INFERRED,
    /** The history leaves open what the check needs to know, such as which write a read saw. */
    AMBIGUOUS,
    /** The check does not handle histories like this one. */
    UNSUPPORTED;

    /** The word in JSON. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}

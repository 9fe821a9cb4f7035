package minos.cli.text;

import minos.verdict.Cause;

/** What to do about an undecided verdict. */
final class Advice {
  private static final String LOGS = "log-file-pattern";

  private Advice() {}

  /**
   * Advice.
   *
   * @param model what was checked, for where that is no history
   */
  static String on(String model, Cause.Kind kind) {
    return model.equals(LOGS) && kind == Cause.Kind.UNSUPPORTED
        ? "What to do: name the files to search with --log, as they are called in the directory of"
            + " each node."
        : on(kind);
  }

  private static String on(Cause.Kind kind) {
    return switch (kind) {
      case TIMEOUT ->
          "What to do: give it longer with --timeout, or record fewer operations a key.";
      case MEMORY ->
          "What to do: raise --memory, and the heap with MINOS_OPTS=-Xmx, or record shorter histories.";
      case INTERRUPTED -> "What to do: run it again, and let it end.";
      case EMPTY -> "What to do: see whether the recorder wrote to this file.";
      case NOTHING_SUCCEEDED -> "What to do: see why the store refused every operation.";
      case TRUNCATED ->
          "What to do: record again, or accept that only violations can be found here.";
      case NOTHING_INFERRED ->
          "What to do: record more reads; see that the model is that of the workload (--model).";
      case AMBIGUOUS ->
          "What to do: write each value once, or record what the store gives: versions, ETags, one"
              + " clock.";
      case UNSUPPORTED -> "What to do: choose another --consistency or --model.";
    };
  }
}

package minos.cli.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import minos.history.Event;
import minos.history.History;
import minos.history.Problem;
import minos.spec.ModelFaultException;
import minos.spec.UnknownCallException;
import minos.verdict.Cause;

/**
 * What the report of a file says of each way to fail: whether the file is to blame, its size, or
 * we.
 *
 * @param input the file
 * @param crashes told of faults of ours: during what, and what happened
 */
record FileFailures(Input input, BiConsumer<String, Throwable> crashes) {
  /** A fault of ours. */
  Failure fault(String during, Throwable fault) {
    crashes.accept(during, fault);
    return Failure.of(
        ExitCode.INTERNAL_ERROR,
        input.name(),
        "internal error while " + during + ": " + fault + " at " + Crash.where(fault));
  }

  /** What is in the file, or is not, can't be judged. */
  Failure badData(String message) {
    return Failure.of(ExitCode.BAD_DATA, input.name(), message);
  }

  /** The file can't be read. */
  Failure unreadable(IOException e) {
    return badData("can't be read: " + reason(e));
  }

  /** Somebody stopped the run while the file was read. */
  Failure interrupted() {
    return Failure.of(ExitCode.INTERRUPTED, input.name(), "interrupted while it was read");
  }

  /** A model of somebody else's failed. */
  Failure model(ModelFaultException e) {
    return badData(String.valueOf(e.getMessage()));
  }

  /** The model has no such operation; names the first line that has one. */
  Failure unknown(History history, UnknownCallException e) {
    String message = e.getMessage() == null ? "an operation unknown to the model" : e.getMessage();
    return new Failure(
        ExitCode.BAD_DATA, List.of(new Problem(input.name(), line(history, e), message)), 1);
  }

  private static long line(History history, UnknownCallException e) {
    for (int i = 0; i < history.size(); i++) {
      if (history.functionName(history.function(i)).equals(e.call().f())
          && history.outcome(i) == e.call().outcome()
          && history.operation(i).input().equals(e.call().input())) {
        return history.invokeLine(i) < 0 ? Event.ABSENT : history.invokeLine(i);
      }
    }
    return Event.ABSENT;
  }

  /** The heap is too small for the file, which is not to blame. */
  Failure tooLarge(String during) {
    return Failure.undecided(
        input.name(),
        new Cause(
            Cause.Kind.MEMORY,
            "the history does not fit into memory: "
                + usedUp()
                + " while "
                + during
                + " it; give Java more, with MINOS_OPTS=-Xmx8g or the like"));
  }

  /** That the heap was used up, and how large it is. */
  static String usedUp() {
    return String.format(
        Locale.ROOT, "the heap of %,d MiB was used up", Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Why something can't be read. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

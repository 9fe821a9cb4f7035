package minos.recorder;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import minos.history.Outcome;

/**
 * What an exception says of the operation that it ended. In doubt an operation may have happened:
 * {@link Outcome#INFO}. Implementations are safe for use by several threads.
 *
 * <pre>{@code
 * ExceptionOutcomes outcomes =
 *     ExceptionOutcomes.USUAL.with(IllegalArgumentException.class, Outcome.FAIL);
 * assert outcomes.of("write", new IllegalArgumentException()) == Outcome.FAIL;
 * assert outcomes.of("write", new IOException()) == Outcome.INFO;
 * Recorder recorder = Recorder.inMemory(outcomes);
 * }</pre>
 */
@FunctionalInterface
public interface ExceptionOutcomes {
  /**
   * How an operation ended.
   *
   * @param f its function
   * @param thrown what ended it
   * @return fail or info
   */
  Outcome of(String f, Throwable thrown);

  /**
   * The usual table: a read changes nothing, so one that failed did not happen; a request that
   * found nobody to connect to did not happen; anything else may have.
   */
  ExceptionOutcomes USUAL =
      (f, thrown) ->
          Reads.NAMES.contains(f)
                  || thrown instanceof ConnectException
                  || thrown instanceof UnknownHostException
              ? Outcome.FAIL
              : Outcome.INFO;

  /** This table, after an entry that comes first: exceptions of a class have an outcome. */
  default ExceptionOutcomes with(Class<? extends Throwable> type, Outcome outcome) {
    if (outcome == Outcome.OK) {
      throw new IllegalArgumentException("an operation that threw has no answer, so it is not ok");
    }
    return (f, thrown) -> type.isInstance(thrown) ? outcome : of(f, thrown);
  }

  /** The names of functions that change nothing. */
  final class Reads {
    private static final Set<String> NAMES =
        Set.of("read", "get", "r", "head", "list", "contains", "peek", "query", "scan");

    private Reads() {}

    /** Whether a function of this name changes nothing. */
    public static boolean contains(String f) {
      return NAMES.contains(f);
    }
  }
}

package minos.cli.run;

import java.util.List;
import java.util.Optional;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problem;
import minos.verdict.Cause;

/**
 * Why a file has no verdict.
 *
 * @param code what the run ends with, if nothing worse happens
 * @param problems for people: what is wrong, where, what was expected, what to do; at least one
 * @param count how many problems there were in all
 * @param cause why it is undecided, if the file is not to blame
 */
public record Failure(ExitCode code, List<Problem> problems, long count, Optional<Cause> cause) {
  /** Copies the list. */
  public Failure {
    problems = List.copyOf(problems);
  }

  /** The file is to blame, or we are. */
  public Failure(ExitCode code, List<Problem> problems, long count) {
    this(code, problems, count, Optional.empty());
  }

  /** The file is not to blame: it is undecided. */
  public static Failure undecided(String file, Cause cause) {
    return new Failure(
        ExitCode.UNDECIDED,
        List.of(new Problem(file, Event.ABSENT, cause.message())),
        1,
        Optional.of(cause));
  }

  /** The file is not a history. */
  public static Failure of(MalformedHistoryException e) {
    return new Failure(ExitCode.BAD_DATA, e.problems(), e.count());
  }

  /** One problem with a file that has no one place. */
  public static Failure of(ExitCode code, String file, String message) {
    return new Failure(code, List.of(new Problem(file, Event.ABSENT, message)), 1);
  }
}

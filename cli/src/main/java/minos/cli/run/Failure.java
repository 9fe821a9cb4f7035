package minos.cli.run;

import java.util.List;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problem;

/**
 * Why a file has no verdict.
 *
 * @param code what the run ends with, if nothing worse happens
 * @param problems for people: what is wrong, where, what was expected, what to do; at least one
 * @param count how many problems there were in all
 */
public record Failure(ExitCode code, List<Problem> problems, long count) {
  /** Copies the list. */
  public Failure {
    problems = List.copyOf(problems);
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

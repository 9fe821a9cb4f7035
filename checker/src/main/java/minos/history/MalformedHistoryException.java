package minos.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The input is not a history. Neither a verdict on a store nor a fault of this program: a problem
 * with a file, which the message locates.
 */
public final class MalformedHistoryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final long count;

  /** One problem. */
  public MalformedHistoryException(Problem problem) {
    this(List.of(problem), 1);
  }

  /**
   * Several problems.
   *
   * @param problems the first ones found, at least one
   * @param count how many were found in all
   */
  public MalformedHistoryException(List<Problem> problems, long count) {
    super(message(problems, count));
    this.problems = List.copyOf(problems);
    this.count = count;
  }

  /** The first problems found, in the order of the source. */
  public List<Problem> problems() {
    return problems;
  }

  /** How many problems were found, of which {@link #problems} holds the first. */
  public long count() {
    return count;
  }

  private static String message(List<Problem> problems, long count) {
    String shown = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    long hidden = count - problems.size();
    return hidden == 0 ? shown : shown + "\n(and " + hidden + " more)";
  }
}

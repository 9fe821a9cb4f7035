package minos.linearizability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects a few of the configurations in which a culprit could not be placed; different ones, for
 * a reader.
 */
final class DeadEnds {
  /** How many are shown. An explanation is bounded as strictly as the search. */
  static final int SHOWN = 8;

  private final Problem problem;
  private final Transitions transitions;
  private final int culprit;
  private final Set<Integer> states = new LinkedHashSet<>();
  private final List<Answer.DeadEnd> ends = new ArrayList<>();

  DeadEnds(Problem problem, Transitions transitions, int culprit) {
    this.problem = problem;
    this.transitions = transitions;
    this.culprit = culprit;
  }

  boolean enough() {
    return ends.size() >= SHOWN;
  }

  /**
   * Adds a configuration unless its state was seen; in one state the culprit fails for one reason.
   */
  void add(int state, List<Integer> pending) {
    if (enough()
        || transitions.step(state, problem.call(culprit)) != Transitions.REJECTED
        || !states.add(state)) {
      return;
    }
    int[] open =
        pending.stream().mapToInt(Integer::intValue).filter(op -> !problem.readOnly(op)).toArray();
    ends.add(
        new Answer.DeadEnd(
            transitions.describe(state),
            new Ints(open),
            transitions.reason(state, problem.call(culprit))));
  }

  List<Answer.DeadEnd> list() {
    return List.copyOf(ends);
  }
}

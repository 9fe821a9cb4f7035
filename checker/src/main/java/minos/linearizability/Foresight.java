package minos.linearizability;

/**
 * Tells that a configuration leads nowhere before the search has run into it.
 *
 * <p><b>Idea.</b> An operation that returned, and has not taken effect yet, must do so some time.
 * If it {@linkplain Wants wants} a state that does not suit the present one, an operation that
 * provides such a state must come before it: one that has not taken effect, and was invoked before
 * the wanting one returned. Providers of each class are counted: those invoked by then are known in
 * advance; the engine counts those of them that took effect. If none is left, no order that goes on
 * from here passes the return of the wanting operation. The next few wanting operations by return
 * are asked, whether they have been invoked or not.
 *
 * <p><b>Why it is sound.</b> Every operation that took effect so far was invoked before the first
 * return still to come, so before that of the wanting operation: the count of those that took
 * effect is part of the count in advance. Without the wanting operation itself, if it provides what
 * it wants. Crashed providers count like others.
 *
 * <p>What is found hopeless is hopeless for the operations up to the wanting one's return. So when
 * nothing is left, the first return that no order passes lies between where the search got stuck
 * and the latest of these; {@link Culprit} finds it.
 *
 * <p><b>Cost.</b> Constant time a configuration; 12 bytes an operation.
 */
final class Foresight {
  /** How many wanting operations are asked. */
  private static final int AHEAD = 3;

  private final Problem problem;
  private final Wants wants;
  private final Transitions transitions;

  /** Operations by the order of their returns. */
  private final int[] returnOrder;

  /** By rank in that order, the first rank from there on whose operation wants something. */
  private final int[] wantingFrom;

  /** By operation that wants something, how many operations invoked by its return provide it. */
  private final int[] providers;

  private int latest = -1;

  Foresight(Problem problem, Schedule schedule, Transitions transitions, int[] returnOrder) {
    this.problem = problem;
    this.wants = problem.wants();
    this.transitions = transitions;
    this.returnOrder = returnOrder;
    if (!active()) {
      wantingFrom = new int[0];
      providers = new int[0];
      return;
    }
    wantingFrom = new int[returnOrder.length + 1];
    wantingFrom[returnOrder.length] = returnOrder.length;
    for (int rank = returnOrder.length - 1; rank >= 0; rank--) {
      boolean wanting = wants.wanted(returnOrder[rank]) != Wants.NONE;
      wantingFrom[rank] = wanting ? rank : wantingFrom[rank + 1];
    }
    providers = new int[problem.size()];
    int[] invoked = new int[wants.classes()];
    for (int i = 0; i < schedule.size(); i++) {
      int event = schedule.event(i);
      if (event >= 0) {
        if (wants.provided(event) != Wants.NONE) {
          invoked[wants.provided(event)]++;
        }
      } else if (wants.wanted(~event) != Wants.NONE) {
        int wanted = wants.wanted(~event);
        providers[~event] = invoked[wanted] - (wants.provided(~event) == wanted ? 1 : 0);
      }
    }
  }

  /** Whether anything is known of the operations. */
  boolean active() {
    return wants.classes() > 0;
  }

  /** What an engine knows of the configuration that it asks about. */
  interface Configuration {
    /** Whether an operation has taken effect. */
    boolean placed(int operation);

    /** How many operations that provide a class have taken effect. */
    int placedProviders(int wanted);
  }

  /**
   * Whether nothing can come of a configuration.
   *
   * @param state its state
   * @param rank the rank of a return before which all operations have taken effect
   */
  boolean hopeless(int state, int rank, Configuration configuration) {
    int asked = 0;
    for (int i = wantingFrom[rank]; i < returnOrder.length; i = wantingFrom[i + 1]) {
      int op = returnOrder[i];
      if (configuration.placed(op)) {
        continue;
      }
      if (!transitions.suits(state, problem.call(op))
          && providers[op] - configuration.placedProviders(wants.wanted(op)) <= 0) {
        latest = Math.max(latest, i);
        return true;
      }
      if (++asked == AHEAD) {
        return false;
      }
    }
    return false;
  }

  /** The latest rank of a wanting operation for which something was found hopeless; -1 if none. */
  int latest() {
    return latest;
  }
}

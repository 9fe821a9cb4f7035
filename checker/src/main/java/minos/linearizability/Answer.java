package minos.linearizability;

import java.util.List;
import minos.verdict.Cause;

/** What an engine found about one problem. */
sealed interface Answer {
  /**
   * There is an order.
   *
   * @param witness it, or {@link Ints#NONE} if the engine doesn't keep one
   */
  record Linearizable(Ints witness) implements Answer {}

  /**
   * There is none. The culprit is the first completed operation (by completion) that no order can
   * place. Where {@link Foresight} cut the search short it is only known to lie between two.
   *
   * @param earliest the culprit, or an operation that completes before it
   * @param latest the culprit, or an operation that completes after it
   * @param deadEnds some of the configurations in which the earliest could not be placed
   * @param complete whether these are all of them
   */
  record NotLinearizable(int earliest, int latest, List<DeadEnd> deadEnds, boolean complete)
      implements Answer {}

  /**
   * A limit was reached.
   *
   * @param cause which
   * @param reached how many completions were placed at the furthest
   */
  record Exhausted(Cause cause, int reached) implements Answer {}

  /**
   * A configuration from which the culprit can't be placed at once.
   *
   * @param state the state, described
   * @param pending open operations that had not taken effect, without the culprit
   * @param reason why the culprit does not fit
   */
  record DeadEnd(String state, Ints pending, String reason) {}
}

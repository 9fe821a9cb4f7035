package minos.linearizability;

import java.util.function.Function;
import minos.check.Budget;

/** One search for an order, which may reach a limit and then says how far it got. */
interface LimitedSearch {
  /**
   * Decides.
   *
   * @throws Exhaustion at a limit
   */
  Answer decide();

  /** How many completions it explained so far. */
  int reached();

  /**
   * Runs a search within a budget of its own, which gives back what the search reserved.
   *
   * @param bytes what it takes before it begins
   * @param begin begins it
   */
  static Answer run(Budget budget, long bytes, Function<Budget, LimitedSearch> begin) {
    Budget own = budget.child();
    int reached = 0;
    try {
      Exhaustion.reserve(own, bytes);
      LimitedSearch search = begin.apply(own);
      try {
        return search.decide();
      } catch (Exhaustion limit) {
        reached = search.reached();
        throw limit;
      }
    } catch (Exhaustion limit) {
      return new Answer.Exhausted(limit.cause(), reached);
    } finally {
      own.close();
    }
  }
}

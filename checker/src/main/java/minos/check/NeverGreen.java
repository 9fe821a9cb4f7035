package minos.check;

import java.util.Optional;
import minos.history.History;
import minos.history.Outcome;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;

/**
 * Never green by silence: a history in which nothing happened, or that breaks off, can show a
 * violation but not its absence.
 *
 * <p>A violation stays a violation, because every prefix of a history that satisfies one of our
 * consistency models satisfies it too.
 */
public final class NeverGreen {
  private NeverGreen() {}

  /**
   * The result, with a consistent verdict replaced by an undecided one where the history can't bear
   * it.
   */
  public static CheckResult guard(History history, CheckResult result) {
    if (result.verdict().judgement() != Judgement.CONSISTENT) {
      return result;
    }
    return silence(history)
        .map(cause -> result.withVerdict(new Verdict.Undecided(cause)))
        .orElse(result);
  }

  /** Why no check can call the history consistent; empty if one can. */
  public static Optional<Cause> silence(History history) {
    if (history.size() == 0) {
      return Optional.of(
          new Cause(
              Cause.Kind.EMPTY,
              "the history has no operation of a client; there is nothing to judge"));
    }
    if (history.origin().truncated().isPresent()) {
      return Optional.of(
          new Cause(
              Cause.Kind.TRUNCATED,
              "no violation so far, but the recording breaks off: "
                  + history.origin().truncated().get()));
    }
    for (int i = 0; i < history.size(); i++) {
      if (history.outcome(i) == Outcome.OK) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Cause(
            Cause.Kind.NOTHING_SUCCEEDED,
            "none of the "
                + history.size()
                + " operations succeeded, so none says what the store holds"));
  }
}

package minos.counterexample;

import java.util.Optional;
import minos.check.Check;
import minos.history.History;

/** A check, and what may be left out of histories that it calls violated. */
interface Subject {
  /** The check that judges while the history is reduced. */
  Check judge();

  /** The check that judges what is left, once and small: the one that says most about it. */
  default Check teller() {
    return judge();
  }

  /** A check of the same by another algorithm; empty if there is none. */
  Optional<Check> other(String algorithm);

  /** What has to go together in a history. */
  Dependence dependence(History history);

  /** Whether each prefix of a consistent history is consistent. */
  boolean prefixClosed();

  /** What leaving out updates is called. */
  Reduction updates();
}

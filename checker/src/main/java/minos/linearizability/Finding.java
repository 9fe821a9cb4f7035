package minos.linearizability;

import java.util.Optional;
import minos.verdict.Cause;
import minos.verdict.Violation;

/** What was found about one part of a history. */
sealed interface Finding {
  /** What decided, or tried. */
  String algorithm();

  /**
   * It is linearizable.
   *
   * @param witness places in the history in the order in which they take effect, where the
   *     algorithm gives one
   */
  record Fine(String algorithm, Optional<Ints> witness) implements Finding {}

  /** It is not. */
  record Broken(String algorithm, Violation violation) implements Finding {}

  /** Nobody knows. */
  record Open(String algorithm, Cause cause) implements Finding {}
}

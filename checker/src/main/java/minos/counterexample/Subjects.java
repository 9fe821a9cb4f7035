package minos.counterexample;

import java.util.Optional;
import minos.check.Check;
import minos.linearizability.LinearizabilityCheck;

/** Which checks are known here. */
final class Subjects {
  private Subjects() {}

  static Optional<Subject> of(Check check) {
    if (check instanceof LinearizabilityCheck linearizable) {
      return Optional.of(new LinearizableSubject(linearizable));
    }
    return Optional.empty();
  }
}

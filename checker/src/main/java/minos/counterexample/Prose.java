package minos.counterexample;

import java.util.List;
import minos.history.History;
import minos.verdict.CheckResult;

/** Says in words why a counterexample can't be. */
final class Prose {
  private Prose() {}

  static Proof of(History history, CheckResult result) {
    return new Proof(List.of());
  }
}

package minos.linearizability;

import minos.check.Budget;

/** Decides one problem. Stateless, so safe for use by several threads. */
interface Engine {
  /** What reports call it. */
  String name();

  /** Decides, or says which limit was reached within a second of reaching it. */
  Answer search(Problem problem, Budget budget);
}

package minos.session;

import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One guarantee, applied along one chain of a session at a time: told what is in the past of the
 * node that comes next, and asked about that node.
 */
interface Rule {
  /** A node that is before the next one in session order. Each is told once. */
  void past(int node);

  /** What is wrong with a node, given its past; null if nothing is. */
  @Nullable Violation judge(int node);

  /** Forgets the past: another chain begins. */
  void clear();
}

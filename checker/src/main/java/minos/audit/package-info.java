/**
 * Audits: whether a witness or a counterexample that somebody shows is one. Nothing here knows the
 * engines that find them; it replays the specification and compares positions.
 *
 * <p>Start at {@link minos.audit.WitnessAudit} and {@link minos.audit.CounterexampleAudit}.
 *
 * <p>Theory: an order of the operations that keeps real time and that the specification allows is
 * the definition of linearizability (Herlihy and Wing, TOPLAS 12(3), 1990), so verifying one takes
 * a pass; finding one is the hard part.
 */
@NullMarked
package minos.audit;

import org.jspecify.annotations.NullMarked;

/**
 * Witnesses of consistent verdicts where the algorithm that decided gives none.
 *
 * <p>Start at {@link minos.witness.Witnesses}.
 *
 * <p>Theory: P. Gibbons and E. Korach, "Testing shared memories", SIAM Journal on Computing 26(4),
 * 1997, for registers whose written values are unique.
 */
@NullMarked
package minos.witness;

import org.jspecify.annotations.NullMarked;

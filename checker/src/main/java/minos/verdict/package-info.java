/**
 * Verdicts: what a check found, and why one should believe it. Data only; reports and the command
 * line render it.
 *
 * <p>Start at {@link minos.verdict.CheckResult}.
 */
@NullMarked
package minos.verdict;

import org.jspecify.annotations.NullMarked;

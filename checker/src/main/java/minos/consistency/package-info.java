/**
 * The lattice of consistency models of register histories, and the checks that place a history on
 * it.
 *
 * <p>Start at {@link minos.consistency.ConsistencyModel}, which is theory as data, then {@link
 * minos.consistency.ConsistencyChecks}, the entry point.
 */
@NullMarked
package minos.consistency;

import org.jspecify.annotations.NullMarked;

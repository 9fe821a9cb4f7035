/**
 * How old what reads returned was, in real time: regular and safe registers, bounded staleness, and
 * measures of staleness.
 *
 * <p>Start at {@link minos.staleness.Ages}, which knows the age of each read, then {@link
 * minos.staleness.RealTimeConditions} for models and {@link minos.staleness.StalenessReport} for
 * measures.
 *
 * <p>Theory: Lamport, "On Interprocess Communication", 1986; Golab, Li, Shah, "Analyzing
 * Consistency Properties for Fun and Profit", PODC 2011.
 */
@NullMarked
package minos.staleness;

import org.jspecify.annotations.NullMarked;

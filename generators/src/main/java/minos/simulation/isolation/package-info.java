/**
 * A simulated store of transactions for each isolation level, which keeps what the level promises
 * and no more, or breaks it.
 *
 * <p>Start at {@link minos.simulation.isolation.IsolationSimulation}. Each level is a {@code
 * Rules}: which versions a transaction sees, and what makes it abort.
 */
@NullMarked
package minos.simulation.isolation;

import org.jspecify.annotations.NullMarked;

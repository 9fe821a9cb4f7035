/**
 * Clocks that differ: judging histories whose times several machines wrote down.
 *
 * <p>Start at {@link minos.clock.ClockErrorCheck}, which asks any check about intervals widened by
 * the {@link minos.clock.ClockError}, and tells violations that are certain from those that the
 * clocks may have made.
 */
@NullMarked
package minos.clock;

import org.jspecify.annotations.NullMarked;

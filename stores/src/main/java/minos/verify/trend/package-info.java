/**
 * Many runs beside each other: what the nights of a store were like, and whether the newest is
 * worse than those before. Start at {@link minos.verify.trend.Trend}.
 */
@NullMarked
package minos.verify.trend;

import org.jspecify.annotations.NullMarked;

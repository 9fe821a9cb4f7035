/**
 * Judging a recording while it grows, in memory that does not: its last operations, told so that a
 * violation of them is one of the whole recording.
 *
 * <p>Start at {@link minos.verify.live.RecentHistory}.
 */
@NullMarked
package minos.verify.live;

import org.jspecify.annotations.NullMarked;

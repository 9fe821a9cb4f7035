/**
 * Judges endless histories while they are recorded, with memory bounded by what is open at once.
 * Start at {@link minos.stream.StreamJudge}.
 */
@NullMarked
package minos.stream;

import org.jspecify.annotations.NullMarked;

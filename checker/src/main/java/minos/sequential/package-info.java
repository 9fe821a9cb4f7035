/**
 * Consistency models that ask for one order of operations, without real time: sequential
 * consistency, for all keys together and for each key, and processor consistency.
 *
 * <p>Start at {@link minos.sequential.SequentialConsistency}.
 *
 * <p>Theory: Gibbons, Korach, "Testing Shared Memories", SIAM J. Comput. 26(4), 1997: for all keys
 * together NP-complete, even when it is known which write each read saw; for each key then linear.
 */
@NullMarked
package minos.sequential;

import org.jspecify.annotations.NullMarked;

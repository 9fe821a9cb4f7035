/**
 * Linearizability monitors for locks, sets, queues and stacks: where every value is put in once,
 * they decide in n log n what a general search decides by trying orders.
 *
 * <p>Start at {@link minos.monitor.Monitors}. A monitor never guesses: where its conditions do not
 * hold it says that it is not applicable. Theory: Henzinger, Sezgin, Vafeiadis, "Aspect-Oriented
 * Linearizability Proofs", CONCUR 2013; Lee, Mathur, "Efficient Decrease-and-Conquer
 * Linearizability Monitoring", OOPSLA 2025.
 */
@NullMarked
package minos.monitor;

import org.jspecify.annotations.NullMarked;

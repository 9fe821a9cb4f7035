/**
 * Linearizability monitors: where the values of a history say enough, they decide in n log n what a
 * general search decides by trying orders.
 *
 * <p>Start at {@link minos.monitor.Monitors}; each class says when its monitor is exact. A monitor
 * never guesses: where its conditions do not hold it says that it is not applicable, or at most
 * that a bound shows a violation. Theory: Gibbons, Korach, "Testing Shared Memories", SIAM J.
 * Comput. 26(4), 1997; Henzinger, Sezgin, Vafeiadis, "Aspect-Oriented Linearizability Proofs",
 * CONCUR 2013; Lee, Mathur, "Efficient Decrease-and-Conquer Linearizability Monitoring", OOPSLA
 * 2025; Abdulla et al., PLDI 2025, arXiv 2509.17795.
 */
@NullMarked
package minos.monitor;

import org.jspecify.annotations.NullMarked;

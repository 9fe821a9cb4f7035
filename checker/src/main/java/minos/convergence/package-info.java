/**
 * Convergence: what replicas must come to agree on when updates stop, and the laws of replicated
 * data types.
 *
 * <p>Start at {@link minos.convergence.EventualConsistency} for registers and {@link
 * minos.convergence.ReplicatedTypeCheck} for counters, sets and last-writer-wins registers.
 *
 * <p>Theory: Shapiro, Preguiça, Baquero, Zawirski, "A comprehensive study of Convergent and
 * Commutative Replicated Data Types", INRIA RR-7506, 2011.
 */
@NullMarked
package minos.convergence;

import org.jspecify.annotations.NullMarked;

/**
 * Linearizability: is there one order of the operations, each at a point between its invocation and
 * its completion, that the sequential specification allows?
 *
 * <p>Start at {@link minos.linearizability.LinearizabilityCheck}. It splits a history by key,
 * compiles each key's operations into a problem on ints, and lets an engine decide: zones for
 * registers whose written values are unique, else two independent searches, breadth-first
 * just-in-time linearization and depth-first search after Wing and Gong, side by side.
 *
 * <p>Theory: Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects",
 * TOPLAS 12(3), 1990; histories of independent objects are linearizable exactly if each object's is
 * (locality, section 3.1 there).
 */
@NullMarked
package minos.linearizability;

import org.jspecify.annotations.NullMarked;

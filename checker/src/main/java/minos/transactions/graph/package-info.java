/**
 * Directed graphs of ints: edge lists, components, reachability by chains, shortest cycles, and a
 * search for an acyclic choice among alternatives. They know nothing of transactions.
 *
 * <p>Start at {@link minos.transactions.graph.Edges}. Everything here is iterative, so that a graph
 * of millions of nodes needs no stack.
 */
@NullMarked
package minos.transactions.graph;

import org.jspecify.annotations.NullMarked;

/**
 * Causal consistency of register histories and what is defined with it: causal (CC), causal
 * convergence (CCv), causal memory (CM), pipelined memory (PRAM), and vector clocks that a store
 * recorded itself.
 *
 * <p>Start at {@link minos.causal.CausalClocks}, the causal order as vector clocks, then {@link
 * minos.causal.CausalConsistency}.
 *
 * <p>Theory: Bouajjani, Enea, Guerraoui, Hamza, "On Verifying Causal Consistency", POPL 2017: each
 * model is the absence of a few bad patterns, when every written value is unique.
 */
@NullMarked
package minos.causal;

import org.jspecify.annotations.NullMarked;

/**
 * Counterexamples: a history that violates its consistency model, made so small that a person can
 * follow why, without making it say more than it did.
 *
 * <p>Start at {@link minos.counterexample.Counterexamples}. Each consistency model declares, as a
 * {@link minos.counterexample.Dependence}, which operations may be left out and what has to go with
 * them, so that a history which satisfies the model still does afterwards; {@link
 * minos.counterexample.Reducer} leaves out what it may until nothing more can go. {@link
 * minos.counterexample.Prose} says in words what is left.
 *
 * <p>Theory: A. Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE
 * TSE 28(2), 2002, for the search; what may be left out is argued at each dependence.
 */
@NullMarked
package minos.counterexample;

import org.jspecify.annotations.NullMarked;

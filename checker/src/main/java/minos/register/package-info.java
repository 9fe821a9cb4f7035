/**
 * Histories of registers as the weaker consistency models see them: reads and writes on keys, the
 * order of each session, and which write every read saw.
 *
 * <p>Start at {@link minos.register.RegisterHistory}, which the decision procedures read, and at
 * {@link minos.register.Condition}, which they implement. {@link minos.register.Accesses} is what
 * is known before it is settled which write a read saw; {@link minos.register.ReadsFrom} settles
 * it.
 *
 * <p>Theory: a history is a set of operations with a session order and a reads-from relation, after
 * Burckhardt, "Principles of Eventual Consistency", 2014, chapter 3, and Bouajjani, Enea,
 * Guerraoui, Hamza, "On Verifying Causal Consistency", POPL 2017, section 2.
 */
@NullMarked
package minos.register;

import org.jspecify.annotations.NullMarked;

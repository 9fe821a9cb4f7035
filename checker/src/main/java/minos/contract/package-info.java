/**
 * Contracts: what stores promise for each operation, at the level which that operation asked for.
 *
 * <p>Start at {@link minos.contract.Contracts}, which knows the built-in ones and reads others, and
 * at {@link minos.contract.ContractCheck}, which judges a history by one: operations become {@link
 * minos.contract.KeyStep steps on keys}, rules give each step its {@link minos.contract.Promise
 * promises}, and each promise is judged by the writes and the steps that have it.
 *
 * <p>Theory: A. Bouajjani, C. Enea, M. Mukund, G. Shenoy R., S. P. Suresh, "Formalizing and
 * Checking Multilevel Consistency", VMCAI 2020: a history in which operations ask for different
 * levels is consistent if one visibility and one arbitration of its writes satisfy each operation's
 * own level. What of that is decided exactly and what is approximated is said at {@link
 * minos.contract.ContractCheck}.
 */
@NullMarked
package minos.contract;

import org.jspecify.annotations.NullMarked;

/**
 * Histories of transactions as tools of research record them: sessions of transactions, which read
 * and write registers.
 *
 * <p>They become events of the function {@code txn}: the value of an invocation is {@code [[:w 0 1]
 * [:r 1 nil]]}, that of its completion has what was read. These files know the order within each
 * session, but no real time between sessions: see {@link
 * minos.format.transactions.TransactionEvents} for how the header of the history says so.
 */
@NullMarked
package minos.format.transactions;

import org.jspecify.annotations.NullMarked;

/**
 * Transactions: isolation levels, the anomalies that break them, and the cycles that prove it.
 *
 * <p>Start at {@link minos.transactions.TransactionChecks} to check a history, and at {@link
 * minos.transactions.IsolationLevel} for what the levels mean. The way of the data: {@code
 * Transactions} packs the micro-operations of a history into columns of ints; {@code ReadsFrom}
 * finds which transaction each read observed, and with it the anomalies that need no cycle (thin
 * air, aborted and intermediate reads, internal inconsistency); {@code CommitOrder} decides the
 * levels whose axioms do not speak of the commit order itself (read committed, read atomic,
 * causal); {@code DependencyGraph} decides the others, with {@link
 * minos.transactions.graph.AcyclicSearch} where the order of versions is not known.
 *
 * <p>Theory: a history is a set of transactions with a session order and a reads-from relation; a
 * level is a set of axioms on a commit order or on a visibility relation [1, 2], or, the same thing
 * seen from the other side, a set of forbidden cycles of dependencies [3, 4].
 *
 * <ol>
 *   <li>R. Biswas, C. Enea, "On the complexity of checking transactional consistency", OOPSLA 2019.
 *   <li>A. Cerone, G. Bernardi, A. Gotsman, "A framework for transactional consistency models with
 *       atomic visibility", CONCUR 2015.
 *   <li>A. Adya, "Weak consistency: a generalized theory and optimistic implementations for
 *       distributed transactions", PhD thesis, MIT, 1999.
 *   <li>A. Cerone, A. Gotsman, "Analysing snapshot isolation", J. ACM 65(2), 2018.
 * </ol>
 */
@NullMarked
package minos.transactions;

import org.jspecify.annotations.NullMarked;

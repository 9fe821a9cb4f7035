/**
 * Histories: what clients of a store did and saw.
 *
 * <p>A format reader hands {@link minos.history.Event}s to a {@link minos.history.HistoryBuilder},
 * which pairs, validates and interns them into a columnar {@link minos.history.History}; an {@link
 * minos.history.Operation} is a view made when somebody looks. The rules (what an outcome obliges,
 * which order is real time) are those that Jepsen's histories follow.
 */
@NullMarked
package minos.history;

import org.jspecify.annotations.NullMarked;

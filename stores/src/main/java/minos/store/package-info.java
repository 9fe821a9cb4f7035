/**
 * Live stores behind one small interface, as workloads need them: {@link minos.store.Store} with
 * {@link minos.store.Request} and {@link minos.store.Answer}.
 *
 * <p>Start at {@link minos.store.Ended}, the one table that says what a store's answer, or its
 * silence, says of an operation. Each kind of store has a package of its own, which alone knows its
 * driver; nothing here loads one.
 */
@NullMarked
package minos.store;

import org.jspecify.annotations.NullMarked;

/**
 * Jepsen's binary file {@code test.jepsen}: its blocks, and the Fressian values in them.
 *
 * <p>Start at {@link minos.format.jepsen.StoreFile}. The file format is described in Jepsen's
 * namespace {@code jepsen.store.format}; Fressian at <a
 * href="https://github.com/Datomic/fressian/wiki">github.com/Datomic/fressian/wiki</a>. Here are
 * values; {@link minos.format.HistoryFiles} makes events of them.
 */
@NullMarked
package minos.format.jepsen;

import org.jspecify.annotations.NullMarked;

/**
 * Cassandra, by the native protocol: {@link minos.store.cassandra.CassandraStore}. A few frames of
 * it are all that is needed, so there is no driver.
 */
@NullMarked
package minos.store.cassandra;

import org.jspecify.annotations.NullMarked;

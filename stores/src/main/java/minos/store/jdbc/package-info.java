/**
 * Any database with a JDBC driver: {@link minos.store.jdbc.JdbcStore}. Keys are rows of one table,
 * {@code minos_verify(k, v)}.
 */
@NullMarked
package minos.store.jdbc;

import org.jspecify.annotations.NullMarked;

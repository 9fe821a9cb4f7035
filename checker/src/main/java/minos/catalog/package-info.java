/**
 * Which checks there are, by name, and which of them a person and a history ask for: the command
 * line, tests in Java and tests of Jepsen ask the same catalog. Start at {@link
 * minos.catalog.CheckCatalog}.
 */
@NullMarked
package minos.catalog;

import org.jspecify.annotations.NullMarked;

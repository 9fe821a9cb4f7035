/**
 * Which checks there are, and which of them a command line and a history ask for. Start at {@link
 * minos.cli.catalog.CheckCatalog}.
 */
@NullMarked
package minos.cli.catalog;

import org.jspecify.annotations.NullMarked;

/**
 * The {@code minos} command: parses, calls the libraries, renders. Start at {@link
 * minos.cli.Minos}.
 */
@NullMarked
package minos.cli;

import org.jspecify.annotations.NullMarked;

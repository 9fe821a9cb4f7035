/**
 * The options of the commands, and how the text of each becomes a value. Start at {@link
 * minos.cli.options.Asked}.
 */
@NullMarked
package minos.cli.options;

import org.jspecify.annotations.NullMarked;

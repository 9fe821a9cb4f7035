/**
 * Verdicts as text for a person at a terminal: what was found first, then what was assumed, then
 * the proof. Start at {@link minos.cli.text.TextReport}.
 */
@NullMarked
package minos.cli.text;

import org.jspecify.annotations.NullMarked;

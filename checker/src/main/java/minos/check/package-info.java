/**
 * Running checks: what every check is given (a history and a budget) and the rules that hold for
 * all of them, such as never calling a history consistent by silence.
 *
 * <p>Start at {@link minos.check.Check}.
 */
@NullMarked
package minos.check;

import org.jspecify.annotations.NullMarked;

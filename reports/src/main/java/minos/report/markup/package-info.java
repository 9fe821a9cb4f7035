/**
 * Writing markup that is safe whatever it is about. Start at {@link minos.report.markup.Markup}.
 */
@NullMarked
package minos.report.markup;

import org.jspecify.annotations.NullMarked;

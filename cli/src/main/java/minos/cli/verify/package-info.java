/** What {@code minos verify} asks of a person, and how that becomes a store and a run. */
@NullMarked
package minos.cli.verify;

import org.jspecify.annotations.NullMarked;

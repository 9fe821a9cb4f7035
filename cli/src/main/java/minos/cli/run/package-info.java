/**
 * What a run of {@code minos check} knows of each file, before anybody renders it. Start at {@link
 * minos.cli.run.FileReport}.
 */
@NullMarked
package minos.cli.run;

import org.jspecify.annotations.NullMarked;

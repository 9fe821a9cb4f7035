/**
 * Wrappers that record what is done with a map, a lock, a queue or a row of a database, without a
 * change to the code that uses it. Start at {@link minos.recorder.wrap.RecordedMap}.
 */
@NullMarked
package minos.recorder.wrap;

import org.jspecify.annotations.NullMarked;

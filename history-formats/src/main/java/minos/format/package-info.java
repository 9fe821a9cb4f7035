/**
 * Reading histories: bytes in, a {@link minos.history.History} out.
 *
 * <p>Start at {@link minos.format.HistoryFiles}. It opens the {@linkplain minos.format.input input}
 * (a file, a directory, standard input; compressed or not), {@linkplain minos.format.Detection
 * decides} by content which {@link minos.format.Format} it has, and lets the {@link
 * minos.format.EventReader} of that format hand events to a {@link minos.history.HistoryBuilder},
 * one by one: memory is the history's, not the file's.
 *
 * <p>What is read comes from strangers. Reading never runs code that the input brought; nesting,
 * tokens, lines and decompressed sizes are {@linkplain minos.format.input.ReadLimits limited}; and
 * whatever is wrong with an input is a {@link minos.history.MalformedHistoryException} that says
 * where, never another exception.
 */
@NullMarked
package minos.format;

import org.jspecify.annotations.NullMarked;

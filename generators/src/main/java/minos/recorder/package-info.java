/**
 * Records what clients of a store do and see, as a history.
 *
 * <p>Start at {@link minos.recorder.Recorder}: {@code invoke} before the request leaves, {@code
 * ok}, {@code fail} or {@code info} after the answer arrived. What makes a recording sound is that
 * an operation's interval contains the moments at which it can have taken effect; the events' order
 * is therefore the order in which these calls were made, by whatever thread.
 */
@NullMarked
package minos.recorder;

import org.jspecify.annotations.NullMarked;

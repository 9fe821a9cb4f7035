/**
 * Synthetic histories whose verdict is known: consistent by construction, or with anomalies that
 * were put in on purpose.
 *
 * <p>Start at {@link minos.generate.synthetic.HistoryGenerator}. It plays clients against one
 * sequential object per key, whose every step is checked against the real specification; each
 * operation takes effect at one point between its invocation and its completion, so the history is
 * linearizable. An anomaly is a short script of operations with a false answer that no order can
 * explain, whatever else happens meanwhile.
 */
@NullMarked
package minos.generate.synthetic;

import org.jspecify.annotations.NullMarked;

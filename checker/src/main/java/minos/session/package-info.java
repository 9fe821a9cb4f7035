/**
 * Session guarantees: what one client may expect of its own reads and writes, whatever replicas it
 * talks to.
 *
 * <p>Start at {@link minos.session.SessionGuarantees}.
 *
 * <p>Theory: Terry, Demers, Petersen, Spreitzer, Theimer, Welch, "Session Guarantees for Weakly
 * Consistent Replicated Data", PDIS 1994; Viotti, Vukolić, "Consistency in Non-Transactional
 * Distributed Storage Systems", ACM Computing Surveys 49(1), 2016.
 */
@NullMarked
package minos.session;

import org.jspecify.annotations.NullMarked;

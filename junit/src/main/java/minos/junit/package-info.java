/**
 * Histories in test suites: assertions on them, and tests that run clients side by side, record
 * what they do and judge it. Start at {@link minos.junit.ConsistencyTest} and {@link
 * minos.junit.HistoryAssert}.
 */
@NullMarked
package minos.junit;

import org.jspecify.annotations.NullMarked;

/**
 * How fast checks are, how much memory they take, and how both grow with the history.
 *
 * <p>Start at {@link minos.benchmark.Benchmarks}, which {@code benchmarks/run} starts. Histories
 * come from seeds. Each workload runs in a JVM of its own with a stated heap. The kernels for JMH
 * are in {@code minos.benchmark.kernel}. No test asserts a figure.
 */
@NullMarked
package minos.benchmark;

import org.jspecify.annotations.NullMarked;

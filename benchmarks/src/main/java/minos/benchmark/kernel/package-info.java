/** The inner loops as JMH benchmarks: {@code benchmarks/run --jmh [PATTERN]}. */
@NullMarked
package minos.benchmark.kernel;

import org.jspecify.annotations.NullMarked;

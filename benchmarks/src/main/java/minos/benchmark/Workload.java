package minos.benchmark;

import java.util.function.Supplier;
import minos.check.Check;

/**
 * A history and what is asked of it.
 *
 * @param name for the command line
 * @param title for the table
 * @param operations how many, in the table of workloads
 * @param source makes the history
 * @param check makes the check
 */
record Workload(String name, String title, long operations, Source source, Supplier<Check> check) {}

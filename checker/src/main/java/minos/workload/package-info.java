/**
 * The checks of Jepsen's workloads, by Jepsen's own names: sets, queues, counters, banks, locks,
 * logs and the like. Each decides one property of one kind of history in about linear time, and
 * says what it found in Jepsen's result fields.
 *
 * <p>Start at {@link minos.workload.WorkloadChecks}; each {@code Workload} is one class, and {@code
 * WorkloadCheck} is what they share: independent keys, limits, and never calling silence
 * consistent.
 *
 * <p>What the operations and result fields mean was learned from Jepsen's checkers and their
 * documentation (Kingsbury, Jepsen, https://github.com/jepsen-io/jepsen). Where ours judge
 * otherwise, the class comment says so under "Beside Jepsen".
 */
@NullMarked
package minos.workload;

import org.jspecify.annotations.NullMarked;

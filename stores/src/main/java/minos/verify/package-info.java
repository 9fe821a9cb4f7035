/**
 * Verifies a live store: runs a workload against it, records it, keeps within its limits, and
 * leaves a directory that can be judged now and later.
 *
 * <p>Start at {@link minos.verify.Run}. What clients do is a {@link minos.verify.Workload}; what
 * one of them may do, with recording, billing and waiting around it, a {@link minos.verify.Client}.
 *
 * <p>After what Jepsen's generators and etcd's robustness tests do.
 */
@NullMarked
package minos.verify;

import org.jspecify.annotations.NullMarked;

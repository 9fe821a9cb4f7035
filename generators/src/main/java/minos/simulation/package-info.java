/**
 * Simulated stores: replication, quorums, caches, clocks, partitions and crashes as a deterministic
 * discrete-event simulation, whose histories go to the checker and whose truth (which anomalies
 * really occurred) the checker's verdicts are compared with.
 *
 * <p>Start at {@link minos.simulation.Simulation}; {@link minos.simulation.StoreKind} lists the
 * stores, each a configuration of the same few parts. One seeded generator decides everything and
 * no wall clock is read, so a seed reproduces every byte.
 *
 * <p>Latencies follow the WARS model of P. Bailis et al., "Probabilistically Bounded Staleness for
 * Practical Partial Quorums", VLDB 2012.
 */
@NullMarked
package minos.simulation;

import org.jspecify.annotations.NullMarked;

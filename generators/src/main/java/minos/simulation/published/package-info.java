/**
 * Published measurements of staleness beside what the simulated stores give: that the simulation is
 * right where somebody else has looked.
 *
 * <p>Start at {@link minos.simulation.published.PublishedFigures}.
 *
 * <p>References: P. Bailis et al., "Probabilistically Bounded Staleness for Practical Partial
 * Quorums", VLDB 2012; H. Wada et al., "Data Consistency Properties and the Trade-offs in
 * Commercial Cloud Storages", CIDR 2011; A. Gaul, "are we consistent yet?", 2014.
 */
@NullMarked
package minos.simulation.published;

import org.jspecify.annotations.NullMarked;

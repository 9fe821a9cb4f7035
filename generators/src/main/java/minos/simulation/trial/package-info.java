/**
 * Verdicts compared with the truth: scenarios in which simulated stores keep or break their
 * promises, and how often the checker finds what the simulator knows that it made.
 *
 * <p>Start at {@link minos.simulation.trial.Scenario} and {@link minos.simulation.trial.Score}.
 * Recall is the share of the histories with an anomaly that are found violated; precision the share
 * of those found violated that have one.
 */
@NullMarked
package minos.simulation.trial;

import org.jspecify.annotations.NullMarked;

package minos.workload;

/**
 * A check that fits a history.
 *
 * @param name the workload's name, as {@link WorkloadChecks#byName} takes it
 * @param reason what of the history speaks for it, as a sentence
 */
public record Proposal(String name, String reason) {}

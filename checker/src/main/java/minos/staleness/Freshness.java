package minos.staleness;

import java.time.Duration;

/**
 * How many reads were fresh that began so long after the last write of their key had ended.
 *
 * @param from at least so long after
 * @param to less than so long after
 * @param fresh the share of fresh ones
 */
public record Freshness(Duration from, Duration to, Rate fresh) {}

package minos.simulation;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a leader's log.
 *
 * @param index its place, from 1
 * @param term the leader's
 * @param version what it writes
 * @param call what waits for it; null once nobody does
 */
record Entry(long index, long term, Version version, @Nullable Call call) {}

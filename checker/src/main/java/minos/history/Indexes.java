package minos.history;

/**
 * The source's own numbering of the events of each operation, kept only where it is not the plain
 * counting from 0.
 */
record Indexes(LongColumn invoked, LongColumn completed) {}

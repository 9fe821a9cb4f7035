package minos.history;

/**
 * Something suspicious in a history that can still be judged.
 *
 * @param line the first place where it was seen, or {@link Event#ABSENT}
 * @param count how many times it was seen
 * @param message what is suspicious and what it may mean for the verdict
 */
public record Warning(long line, long count, String message) {}

package minos.simulation;

import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What one write made of one key, and what is really known of it: the truth that clients only see
 * parts of.
 *
 * <p>Positions count the events of the history.
 */
final class Version {
  /** The position of what never happened. */
  static final long NEVER = Long.MAX_VALUE;

  final int key;
  final Value value;

  /** Its place in the store's own order of the key's versions; the newest is the largest. */
  long order;

  /** How many writes each node had made that this one comes after, itself included. */
  int @Nullable [] clock;

  /** The session that wrote it, and which of the session's writes it is; -1 for nobody's. */
  int session = -1;

  int rank = -1;

  /** For each session, how many of its writes are in this one's causal past. */
  int @Nullable [] past;

  /** Positions of the write's two events. */
  long writeStart = -1;

  long writeEnd = NEVER;

  /** The first end and the last start of an operation that wrote or returned it. */
  long firstEnd = NEVER;

  long lastStart = -1;

  /** Whether the truth keeps it among the versions that somebody knows. */
  boolean known;

  /** When the write ended, in nanoseconds. */
  long endTime;

  /** Whether the store threw it away. */
  boolean discarded;

  /** Whether some compare-and-set that succeeded expected it. */
  boolean replaced;

  Version(int key, Value value) {
    this.key = key;
    this.value = value;
  }

  /** What a key holds before anybody writes it: nothing. */
  static Version initial(int key) {
    Version version = new Version(key, Nil.NIL);
    version.writeEnd = -1;
    version.firstEnd = -1;
    return version;
  }

  boolean absent() {
    return value.isNil();
  }

  static Version newer(Version one, Version other) {
    return other.order > one.order ? other : one;
  }
}

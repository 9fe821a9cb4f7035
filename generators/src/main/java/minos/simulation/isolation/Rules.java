package minos.simulation.isolation;

import minos.transactions.IsolationLevel;

/**
 * How a store isolates transactions: what they see, when they must abort, and what goes wrong.
 *
 * @param view which versions reads return
 * @param conflict what makes a transaction abort
 * @param fault what the store does wrong beside that
 */
record Rules(View view, Conflict conflict, Fault fault) {
  /** Which versions reads return. Every one includes what its session wrote, but the first. */
  enum View {
    /** Of each key any version, at each read anew. */
    ANY,
    /** At each read a set of whole transactions, none of which is forgotten later. */
    MOVING,
    /** One set of whole transactions. */
    ATOMIC,
    /** One set of whole transactions, with all that those saw and all that the session saw. */
    CAUSAL,
    /** What was committed up to some point, whatever the session did. */
    PREFIX,
    /** What was committed up to some point, never before what the session saw or did. */
    SESSION_PREFIX,
    /** All that was committed when the transaction began. */
    NEWEST
  }

  /** What makes a transaction abort. */
  enum Conflict {
    /** Nothing. */
    NONE,
    /** A newer version of a key that it both read and writes. */
    UPDATES,
    /** A version that it does not see of a key that it writes. */
    WRITES,
    /** A newer version of a key that it read, if it writes anything. */
    READS
  }

  /** What goes wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** Transactions that fail take effect. */
    LEAK,
    /** Of two writers of two keys each comes first for one key. */
    INTERLEAVE
  }

  private static Rules of(View view, Conflict conflict) {
    return new Rules(view, conflict, Fault.NONE);
  }

  /** Those that a level asks for, and no more. */
  static Rules keeping(IsolationLevel level) {
    return switch (level) {
      case READ_UNCOMMITTED -> of(View.ANY, Conflict.NONE);
      case READ_COMMITTED, MONOTONIC_ATOMIC_VIEW -> of(View.MOVING, Conflict.NONE);
      case READ_ATOMIC -> of(View.ATOMIC, Conflict.NONE);
      case TRANSACTIONAL_CAUSAL -> of(View.CAUSAL, Conflict.NONE);
      case CURSOR_STABILITY -> of(View.MOVING, Conflict.UPDATES);
      case PARALLEL_SNAPSHOT_ISOLATION -> of(View.CAUSAL, Conflict.WRITES);
      case PREFIX_CONSISTENCY -> of(View.SESSION_PREFIX, Conflict.NONE);
      case SNAPSHOT_ISOLATION -> of(View.PREFIX, Conflict.WRITES);
      case STRONG_SESSION_SNAPSHOT_ISOLATION -> of(View.SESSION_PREFIX, Conflict.WRITES);
      case STRONG_SNAPSHOT_ISOLATION -> of(View.NEWEST, Conflict.WRITES);
      case REPEATABLE_READ, SERIALIZABLE -> of(View.PREFIX, Conflict.READS);
      case STRONG_SESSION_SERIALIZABLE -> of(View.SESSION_PREFIX, Conflict.READS);
      case STRICT_SERIALIZABLE -> of(View.NEWEST, Conflict.READS);
    };
  }

  /** Those that miss one thing that the level asks for. */
  static Rules breaking(IsolationLevel level) {
    return switch (level) {
      case READ_UNCOMMITTED -> new Rules(View.ANY, Conflict.NONE, Fault.INTERLEAVE);
      case READ_COMMITTED, MONOTONIC_ATOMIC_VIEW ->
          new Rules(View.MOVING, Conflict.NONE, Fault.LEAK);
      case READ_ATOMIC -> of(View.MOVING, Conflict.NONE);
      case TRANSACTIONAL_CAUSAL -> of(View.ATOMIC, Conflict.NONE);
      case CURSOR_STABILITY -> of(View.MOVING, Conflict.NONE);
      case PARALLEL_SNAPSHOT_ISOLATION -> of(View.CAUSAL, Conflict.NONE);
      case PREFIX_CONSISTENCY -> of(View.CAUSAL, Conflict.NONE);
      case SNAPSHOT_ISOLATION -> of(View.PREFIX, Conflict.NONE);
      case STRONG_SESSION_SNAPSHOT_ISOLATION -> of(View.PREFIX, Conflict.WRITES);
      case STRONG_SNAPSHOT_ISOLATION -> of(View.SESSION_PREFIX, Conflict.WRITES);
      case REPEATABLE_READ, SERIALIZABLE -> of(View.PREFIX, Conflict.WRITES);
      case STRONG_SESSION_SERIALIZABLE -> of(View.PREFIX, Conflict.READS);
      case STRICT_SERIALIZABLE -> of(View.SESSION_PREFIX, Conflict.READS);
    };
  }
}

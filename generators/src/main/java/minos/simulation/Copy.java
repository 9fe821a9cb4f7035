package minos.simulation;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * One node's copy of a replicated log: the state that it knows to be decided, and the entries that
 * may still be withdrawn.
 */
final class Copy {
  private final Truth truth;
  private Map<Integer, Version> decided = new HashMap<>();
  private Map<Integer, Version> latest = new HashMap<>();
  private final ArrayDeque<Entry> undecided = new ArrayDeque<>();
  private long commit;

  /** The term of the leader that it last heard of. */
  long term;

  /** It has everything that was decided before this time, in nanoseconds. */
  long asOf;

  Copy(Truth truth) {
    this.truth = truth;
  }

  /** The last entry that it knows to be decided. */
  long commit() {
    return commit;
  }

  /** The last entry that it has. */
  long applied() {
    return commit + undecided.size();
  }

  /** The term of its last entry that may be withdrawn; 0 if there is none. */
  long lastTerm() {
    return undecided.isEmpty() ? 0 : undecided.getLast().term();
  }

  ArrayDeque<Entry> undecided() {
    return undecided;
  }

  /** What is decided of a key, as far as it knows. */
  Version decided(int key) {
    Version version = decided.get(key);
    return version == null ? truth.initial(key) : version;
  }

  /** What it has of a key, decided or not. */
  Version latest(int key) {
    Version version = latest.get(key);
    return version == null ? truth.initial(key) : version;
  }

  void append(Entry entry) {
    undecided.addLast(entry);
    latest.put(entry.version().key, entry.version());
  }

  /** Learns that entries are decided. */
  void commit(long index) {
    while (commit < index && !undecided.isEmpty()) {
      Version version = undecided.removeFirst().version();
      decided.put(version.key, version);
      commit++;
    }
  }

  /** Withdraws what is not decided. */
  void withdraw() {
    undecided.clear();
    latest = new HashMap<>(decided);
  }

  /** Takes over another's state as a whole. */
  void become(Copy other) {
    decided = new HashMap<>(other.decided);
    latest = new HashMap<>(decided);
    undecided.clear();
    commit = other.commit;
  }
}

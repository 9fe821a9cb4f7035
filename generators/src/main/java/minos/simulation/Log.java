package minos.simulation;

import java.util.ArrayList;
import java.util.List;

/** The current leader's log, from the first entry that some node still lacks. */
final class Log {
  private static final int MANY = 4096;

  private final List<Entry> entries = new ArrayList<>();
  private long base;
  private long commit;
  private long orders;

  /** A place in the order of all versions ever taken; none is given twice, even by two leaders. */
  long nextOrder() {
    return ++orders;
  }

  long commit() {
    return commit;
  }

  void commit(long index) {
    commit = index;
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  Entry at(long index) {
    return entries.get((int) (index - base - 1));
  }

  /** Removes and returns all entries after one. */
  List<Entry> cut(long index) {
    List<Entry> tail = entries.subList((int) (index - base), entries.size());
    List<Entry> removed = new ArrayList<>(tail);
    tail.clear();
    commit = Math.min(commit, index);
    return removed;
  }

  /** Forgets what every node has. */
  void trim(Copy[] copies) {
    if (entries.size() < MANY) {
      return;
    }
    long had = commit;
    for (Copy copy : copies) {
      had = Math.min(had, copy.commit());
    }
    if (had - base >= MANY / 2) {
      entries.subList(0, (int) (had - base)).clear();
      base = had;
    }
  }
}

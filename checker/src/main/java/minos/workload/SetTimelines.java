package minos.workload;

import java.util.Arrays;
import java.util.BitSet;
import minos.history.History;

/**
 * Of each element of a set: since when it is known, and which reads began last with it and without
 * it. See {@link SetFull}.
 */
final class SetTimelines {
  /** About what an element costs, for the budget. */
  static final long BYTES = SetAdds.BYTES + 40;

  private static final int NONE = -1;

  /** What became of an element. */
  enum Fate {
    STABLE,
    LOST,
    NEVER_READ
  }

  private final History history;
  private final SetAdds adds;
  private final int[] firstSeen;
  private final int[] lastPresent;
  private final int[] lastAbsent;

  SetTimelines(History history, SetAdds adds, SetReads reads, Progress progress) {
    this.history = history;
    this.adds = adds;
    this.firstSeen = filled(adds.size());
    this.lastPresent = filled(adds.size());
    this.lastAbsent = filled(adds.size());
    findFirstSeen(reads, progress);
    findLast(reads, progress);
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NONE);
    return array;
  }

  private void findFirstSeen(SetReads reads, Progress progress) {
    BitSet done = new BitSet();
    for (int read = 0; read < reads.size(); read++) {
      if (done.get(reads.content(read))) {
        continue;
      }
      done.set(reads.content(read));
      for (int e : reads.members(read)) {
        progress.step();
        if (firstSeen[e] == NONE) {
          firstSeen[e] = reads.operation(read);
        }
      }
    }
  }

  /** From the read that began last backwards. */
  private void findLast(SetReads reads, Progress progress) {
    int[] open = openByAdd();
    // A linked list of the open places: next[0] is the first, next[i + 1] the one after place i.
    int[] next = new int[open.length + 1];
    for (int i = 0; i <= open.length; i++) {
      next[i] = i;
    }
    int[] stamps = filled(adds.size());
    int[] byBeginning = reads.byBeginning();
    int lastContent = NONE;
    int lastEnd = NONE;
    for (int r = byBeginning.length - 1; r >= 0; r--) {
      int read = byBeginning[r];
      int operation = reads.operation(read);
      int end = history.completed(operation);
      progress.step();
      if (reads.content(read) == lastContent && end <= lastEnd) {
        // The read before, that is the one that began next, has shown all that this one can show.
        continue;
      }
      lastContent = reads.content(read);
      lastEnd = end;
      for (int e : reads.members(read)) {
        progress.step();
        stamps[e] = r;
        if (lastPresent[e] == NONE) {
          lastPresent[e] = operation;
        }
      }
      int previous = 0;
      for (int i = next[0]; i < open.length; i = next[i + 1]) {
        progress.step();
        int e = open[i];
        if (adds.firstInvoked(e) > end) {
          break;
        }
        if (stamps[e] == r) {
          previous = i + 1;
        } else {
          lastAbsent[e] = operation;
          next[previous] = next[i + 1];
        }
      }
    }
  }

  /** The elements that somebody tried to add, by the beginning of the first add. */
  private int[] openByAdd() {
    long[] keys = new long[adds.attempts()];
    int size = 0;
    for (int e = 0; e < adds.size(); e++) {
      if (adds.tried(e)) {
        keys[size++] = ((long) adds.firstInvoked(e) << Integer.SIZE) | e;
      }
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** The position from which it is known to exist; after all others if nobody knows. */
  int known(int e) {
    int seen = firstSeen[e] == NONE ? History.NEVER : history.completed(firstSeen[e]);
    return Math.min(seen, adds.firstAcknowledged(e));
  }

  /** The read with it that ended first, or -1. */
  int firstSeen(int e) {
    return firstSeen[e];
  }

  /** The read with it that began last, or -1. */
  int lastPresent(int e) {
    return lastPresent[e];
  }

  /** The read without it that began last, of those that ended after its add began; or -1. */
  int lastAbsent(int e) {
    return lastAbsent[e];
  }

  /** What became of it. */
  Fate fate(int e) {
    int present = lastPresent[e] == NONE ? -1 : history.invoked(lastPresent[e]);
    int absent = lastAbsent[e] == NONE ? -1 : history.invoked(lastAbsent[e]);
    if (present >= 0 && absent < present) {
      return Fate.STABLE;
    }
    return absent > present && known(e) < absent ? Fate.LOST : Fate.NEVER_READ;
  }

  /** Whether a read that began after it was known lacks it. */
  boolean wasMissed(int e) {
    return lastAbsent[e] != NONE && known(e) < history.invoked(lastAbsent[e]);
  }
}

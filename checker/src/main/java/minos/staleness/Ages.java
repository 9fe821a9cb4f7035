package minos.staleness;

import java.util.Arrays;
import minos.history.Event;
import minos.history.History;
import minos.register.Accesses;
import minos.register.Groups;

/**
 * The age of what each read returned.
 *
 * <p><b>Question.</b> How many newer versions had certainly replaced what a read returned when it
 * began, and since when?
 *
 * <p><b>Idea.</b> A write u is certainly newer than w if w had ended when u began, and certainly
 * before the read r if it had ended when r began. The number of u between w and r is a read's age
 * in versions; the time from the end of the first of them to the begin of r is its age in time.
 * Where several writes wrote the value that r returned, the one that makes it youngest counts: of
 * those that had begun when r ended, the one that ended last.
 *
 * <p>Each is a question about a rectangle of (begin, end) points, answered in one sweep over the
 * history: by the last begin among the writes of a key that have ended; by a tree that counts, for
 * numbers of versions.
 *
 * <p><b>Soundness.</b> Ages are lower bounds: in whatever order the writes took effect, if it is
 * one that contains real time, the read was at least so old. A write of unknown outcome never ends,
 * and so makes nothing old.
 *
 * <p><b>Cost.</b> O(n log n) time, O(n) memory.
 */
public final class Ages {
  /** The source of a read whose value nobody had begun to write when it ended. */
  public static final int NOBODY = -2;

  /** The source of a read that returned the initial value. */
  public static final int INITIAL = -1;

  private final Accesses accesses;
  private final History history;
  private final Groups groups;
  private final boolean[] excluded;
  private final int[] source;
  private final int[] lastBegin;
  private final int[] first;
  private final boolean[] overlaps;
  private final int[] versions;

  private Ages(Accesses accesses, boolean[] excluded) {
    this.excluded = excluded;
    this.accesses = accesses;
    this.history = accesses.history();
    this.groups = Groups.of(accesses);
    int size = accesses.size();
    source = new int[size];
    lastBegin = new int[size];
    first = new int[size];
    overlaps = new boolean[size];
    versions = new int[size];
    sweep();
    KeyedWrites writes = KeyedWrites.of(accesses);
    for (int i = 0; i < size; i++) {
      first[i] = accesses.isWrite(i) || source[i] == NOBODY ? -1 : writes.firstEnded(i, end(i));
    }
    writes.countNewer(this, versions);
  }

  /** The ages of a history's reads. */
  public static Ages of(Accesses accesses) {
    return new Ages(accesses, new boolean[accesses.size()]);
  }

  /** The ages if some writes of unknown outcome did not happen. */
  static Ages without(Accesses accesses, boolean[] excluded) {
    return new Ages(accesses, excluded);
  }

  /** One sweep over the positions of the history: what each read found when it began and ended. */
  private void sweep() {
    int[] byPosition = new int[history.eventCount() + 1];
    Arrays.fill(byPosition, -1);
    for (int i = accesses.size() - 1; i >= 0; i--) {
      byPosition[invoked(i)] = i;
      if (completed(i) != History.NEVER) {
        byPosition[completed(i)] = i;
      }
    }
    int[] lastBeginOf = new int[accesses.keyCount()];
    Arrays.fill(lastBeginOf, -1);
    LastEnding ofKey = new LastEnding(accesses.keyCount());
    LastEnding ofGroup = new LastEnding(groups.count());
    for (int position = 0; position < byPosition.length; position++) {
      int from = byPosition[position];
      for (int i = from; i >= 0 && i < accesses.size() && op(i) == op(from); i++) {
        int key = accesses.key(i);
        if (position == invoked(i)) {
          lastBegin[i] = lastBeginOf[key];
          if (accesses.isWrite(i) && !excluded[i]) {
            ofKey.add(key, i, completed(i));
            ofGroup.add(groups.of(i), i, completed(i));
          }
        }
      }
      for (int i = from; i >= 0 && i < accesses.size() && op(i) == op(from); i++) {
        if (position != completed(i)) {
          continue;
        }
        if (accesses.isWrite(i)) {
          lastBeginOf[accesses.key(i)] = Math.max(lastBeginOf[accesses.key(i)], invoked(i));
        } else {
          read(i, ofKey, ofGroup);
        }
      }
    }
    for (int i = 0; i < accesses.size(); i++) {
      if (!accesses.isWrite(i) && accesses.crashed(i)) {
        read(i, ofKey, ofGroup);
      }
    }
  }

  private void read(int read, LastEnding ofKey, LastEnding ofGroup) {
    int own = accesses.isHalf(read) ? read + 1 : -1;
    int other = ofKey.of(accesses.key(read), own);
    overlaps[read] = other >= 0 && completed(other) > invoked(read);
    int writer = ofGroup.of(groups.of(read), own);
    boolean initial = accesses.value(read) == accesses.initialValue();
    source[read] = writer >= 0 ? writer : initial ? INITIAL : NOBODY;
    if (initial && lastBegin[read] < 0) {
      source[read] = INITIAL;
    }
  }

  private int op(int i) {
    return accesses.operation(i);
  }

  int invoked(int i) {
    return history.invoked(op(i));
  }

  int completed(int i) {
    return history.completed(op(i));
  }

  /** The position at which what a read returned ended; -1 for the initial value. */
  int end(int read) {
    return source[read] < 0 ? -1 : completed(source[read]);
  }

  /** The accesses. */
  public Accesses accesses() {
    return accesses;
  }

  /** Whether an access is a read that is known to have happened. */
  public boolean isRead(int access) {
    return !accesses.isWrite(access) && !accesses.crashed(access);
  }

  /**
   * The write that makes what a read returned youngest; {@link #INITIAL} or {@link #NOBODY} where
   * it is none.
   */
  public int source(int read) {
    return source[read];
  }

  /** Whether a read overlapped a write of its key. */
  public boolean overlaps(int read) {
    return overlaps[read];
  }

  /** Whether nothing had certainly replaced what a read returned when it began. */
  public boolean fresh(int read) {
    if (source[read] == INITIAL) {
      return lastBegin[read] < 0;
    }
    return source[read] != NOBODY && end(read) > lastBegin[read];
  }

  /** A write that had certainly replaced what a read returned: the first that ended; -1 if none. */
  public int replacedBy(int read) {
    return fresh(read) ? -1 : first[read];
  }

  /** How many newer versions had certainly replaced what a read returned when it began. */
  public int versions(int read) {
    return versions[read];
  }

  /**
   * For how many nanoseconds what a read returned had certainly been replaced when it began; 0 if
   * it had not; {@link Event#ABSENT} if the history does not tell times.
   */
  public long nanos(int read) {
    int newer = replacedBy(read);
    if (newer < 0) {
      return 0;
    }
    long since = history.completeTime(op(newer));
    long began = history.invokeTime(op(read));
    return since == Event.ABSENT || began == Event.ABSENT
        ? Event.ABSENT
        : Math.max(0, began - since);
  }
}

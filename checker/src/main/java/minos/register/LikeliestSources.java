package minos.register;

import java.util.Arrays;
import minos.history.History;

/**
 * The write that a read most likely saw, where several wrote its value: a guess that tells a search
 * what to try first.
 *
 * <p>It is the one invoked last among those that were invoked before the read completed; the
 * initial value if there is none; else the one invoked first. A write of unknown outcome counts as
 * if it had been invoked at half its position, so that one that succeeded is preferred.
 *
 * <p><b>Cost.</b> Linear to prepare, as accesses come in the order of their invocations; a binary
 * search a read, whatever the number of writes of its value.
 */
final class LikeliestSources {
  private static final int NOBODY = -1;

  private final Accesses accesses;
  private final History history;
  private final Groups groups;
  private final ByGroup succeeded;
  private final ByGroup crashed;

  LikeliestSources(Accesses accesses) {
    this.accesses = accesses;
    history = accesses.history();
    groups = Groups.of(accesses);
    succeeded = new ByGroup(false);
    crashed = new ByGroup(true);
  }

  /** A write access, or {@link ReadsFrom#INITIAL}; some access wrote the value of the read. */
  int of(int read) {
    int group = groups.of(read);
    int own = accesses.isHalf(read) ? read + 1 : NOBODY;
    int completed = history.completed(accesses.operation(read));
    int sure = succeeded.lastBefore(group, completed, own);
    int unsure = crashed.lastBefore(group, completed, own);
    if (sure != NOBODY || unsure != NOBODY) {
      return unsure == NOBODY || (sure != NOBODY && 2L * invoked(sure) >= invoked(unsure))
          ? sure
          : unsure;
    }
    if (accesses.value(read) == accesses.initialValue()) {
      return ReadsFrom.INITIAL;
    }
    int later = succeeded.firstAfter(group, completed, own);
    int unsureLater = crashed.firstAfter(group, completed, own);
    return later == NOBODY || (unsureLater != NOBODY && unsureLater < later) ? unsureLater : later;
  }

  private int invoked(int access) {
    return history.invoked(accesses.operation(access));
  }

  /** The write accesses of each group that crashed, or that did not, in order. */
  private final class ByGroup {
    private final int[] start;
    private final int[] write;

    ByGroup(boolean ofUnknownOutcome) {
      start = new int[groups.count() + 1];
      for (int i = 0; i < accesses.size(); i++) {
        start[groups.of(i) + 1] += counts(i, ofUnknownOutcome) ? 1 : 0;
      }
      for (int group = 0; group < groups.count(); group++) {
        start[group + 1] += start[group];
      }
      write = new int[start[groups.count()]];
      int[] next = Arrays.copyOf(start, groups.count());
      for (int i = 0; i < accesses.size(); i++) {
        if (counts(i, ofUnknownOutcome)) {
          write[next[groups.of(i)]++] = i;
        }
      }
    }

    private boolean counts(int access, boolean ofUnknownOutcome) {
      return accesses.isWrite(access) && accesses.crashed(access) == ofUnknownOutcome;
    }

    /** The last that was invoked before a position and is not the given one. */
    int lastBefore(int group, int position, int but) {
      int at = after(group, position) - 1;
      at -= at >= start[group] && write[at] == but ? 1 : 0;
      return at >= start[group] ? write[at] : NOBODY;
    }

    /** The first that was invoked after a position and is not the given one. */
    int firstAfter(int group, int position, int but) {
      int at = after(group, position);
      at += at < start[group + 1] && write[at] == but ? 1 : 0;
      return at < start[group + 1] ? write[at] : NOBODY;
    }

    private int after(int group, int position) {
      int low = start[group];
      int high = start[group + 1];
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (invoked(write[middle]) <= position) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}

package minos.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the operations on one key, as they were really served, are linearizable.
 *
 * <p><b>Question.</b> It is known which version each read returned. Is there an order of the
 * versions that real time allows?
 *
 * <p><b>Idea.</b> A version must come before another if some operation on it ended before some
 * operation on the other began: if its first end is before the other's last start. There is an
 * order unless two versions must each come before the other [1].
 *
 * <p><b>Soundness.</b> [1, theorem 4.2.1] for reads that don't end before their write begins, which
 * no simulated store can do. Of the versions whose first end is older than every operation under
 * way only the two with the last starts are kept: for any version that is yet to be compared, one
 * of these conflicts with it if any of them does.
 *
 * <p><b>Cost.</b> The number of operations under way, for each operation.
 *
 * <ol>
 *   <li>P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 26(4), 1997.
 * </ol>
 */
final class Zones {
  private static final int MANY = 32;

  private final List<Version> recent = new ArrayList<>();
  private Version first;
  private Version second;
  private boolean broken;

  Zones(Version initial) {
    initial.known = true;
    first = initial;
    second = initial;
  }

  /** Whether no order explains what was served so far. */
  boolean broken() {
    return broken;
  }

  /**
   * An operation wrote or returned a version.
   *
   * @param oldest no operation that is under way, or yet to come, begins before this position
   */
  void served(Version version, long start, long end, long oldest) {
    version.lastStart = Math.max(version.lastStart, start);
    if (version.known) {
      offer(version);
    } else {
      version.known = true;
      version.firstEnd = end;
      recent.add(version);
    }
    broken |= conflict(version, first) || conflict(version, second);
    for (Version other : recent) {
      broken |= conflict(version, other);
    }
    if (recent.size() > MANY) {
      List<Version> passed = recent.stream().filter(old -> old.firstEnd < oldest).toList();
      recent.removeAll(passed);
      passed.forEach(this::keep);
    }
  }

  /** A version was served again: if it is not recent, it may now be one of the two. */
  private void offer(Version version) {
    if (version == second && version.lastStart > first.lastStart) {
      second = first;
      first = version;
    } else if (version != first && version != second && !recent.contains(version)) {
      keep(version);
    }
  }

  private void keep(Version version) {
    if (version.lastStart > first.lastStart) {
      second = first;
      first = version;
    } else if (second == first || version.lastStart > second.lastStart) {
      second = version;
    }
  }

  private static boolean conflict(Version one, Version other) {
    return one != other && one.firstEnd < other.lastStart && other.firstEnd < one.lastStart;
  }
}

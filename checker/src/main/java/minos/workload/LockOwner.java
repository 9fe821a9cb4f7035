package minos.workload;

import java.util.OptionalLong;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One owner of a lock, its operations taken in their order: how often it holds the lock at least
 * and at most, and the certain holds that follow. Not thread-safe.
 */
final class LockOwner {
  private static final int NONE = -1;

  private final Value name;
  private final int most;
  private final LockHolds holds;
  private int atLeast;
  private int atMost;
  private int doubtfulReleases;
  private int doubtfulAcquires;
  private int acquire = NONE;
  private OptionalLong fence = OptionalLong.empty();
  private LockHolds.@Nullable Hold last;

  LockOwner(Value name, int most, LockHolds holds) {
    this.name = name;
    this.most = most;
    this.holds = holds;
  }

  void acquire(int operation, boolean sure, OptionalLong token) {
    if (!sure) {
      doubtfulAcquires++;
      atMost = Math.min(most, atMost + 1);
      return;
    }
    if (atLeast >= most) {
      holds.again(name, acquire, operation);
      return;
    }
    if (atLeast == 0) {
      // Whatever release was in doubt has happened, or the lock could not have been acquired.
      acquire = operation;
      fence = token;
    } else if (token.isPresent() && fence.isPresent() && !token.equals(fence)) {
      holds.otherFence(name, acquire, operation);
    }
    atLeast++;
    if (atMost >= most) {
      doubtfulReleases = 0;
      doubtfulAcquires = 0;
    }
    atMost = Math.min(most, Math.max(atMost, atLeast - 1) + 1);
  }

  void release(int operation, boolean sure) {
    if (sure && atMost == 0) {
      holds.withoutHold(name, operation);
      return;
    }
    if (atLeast > 0) {
      atLeast--;
      doubtfulReleases += sure ? 0 : 1;
      if (atLeast == 0) {
        last = holds.add(name, acquire, operation, fence);
      }
    } else if (sure && doubtfulReleases > 0 && doubtfulAcquires == 0 && last != null) {
      // The release in doubt has not happened, for this one has.
      doubtfulReleases--;
      last = holds.extend(last, operation);
    } else if (sure && doubtfulAcquires > 0) {
      doubtfulAcquires--;
      holds.needsMoment(name, operation);
    }
    atMost -= sure ? 1 : 0;
  }

  /** No operation follows. */
  void finish() {
    if (atLeast > 0) {
      last = holds.add(name, acquire, NONE, fence);
    }
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import minos.history.History;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/** The certain holds of a lock, and what is wrong with them. Not thread-safe. */
final class LockHolds {
  /**
   * A time during which an owner certainly held the lock.
   *
   * @param acquire the operation whose end it begins with
   * @param release the operation whose beginning it ends with, or -1 if it never ends
   * @param fence the fencing token, if there is one
   */
  record Hold(Value owner, int acquire, int release, OptionalLong fence) {}

  private record Moment(Value owner, int release) {}

  private final History history;
  private final Report report;
  private final List<Hold> holds = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>();

  LockHolds(History history, Report report) {
    this.history = history;
    this.report = report;
  }

  int size() {
    return holds.size();
  }

  Hold add(Value owner, int acquire, int release, OptionalLong fence) {
    Hold hold = new Hold(owner, acquire, release, fence);
    holds.add(hold);
    return hold;
  }

  /** The hold went on until a later release. */
  Hold extend(Hold hold, int release) {
    // The one to extend is its owner's last, and near the end.
    int place = holds.lastIndexOf(hold);
    Hold longer = new Hold(hold.owner(), hold.acquire(), release, hold.fence());
    holds.set(place, longer);
    return longer;
  }

  /** A release that only an acquire of unknown outcome explains. */
  void needsMoment(Value owner, int release) {
    moments.add(new Moment(owner, release));
  }

  void again(Value owner, int first, int second) {
    if (full(Anomaly.DOUBLE_ACQUIRE)) {
      return;
    }
    report.violated(
        Anomaly.DOUBLE_ACQUIRE,
        owner + " acquired the lock although it held it already and had not released it.",
        second,
        new int[] {first});
  }

  void withoutHold(Value owner, int release) {
    if (full(Anomaly.RELEASE_WITHOUT_HOLD)) {
      return;
    }
    report.violated(
        Anomaly.RELEASE_WITHOUT_HOLD,
        owner + " released the lock, which it can't have held.",
        release,
        new int[0]);
  }

  void otherFence(Value owner, int first, int second) {
    if (full(Anomaly.NON_MONOTONIC_FENCE)) {
      return;
    }
    report.violated(
        Anomaly.NON_MONOTONIC_FENCE,
        owner + " acquired a lock that it held, and got another fence.",
        second,
        new int[] {first});
  }

  private boolean full(Anomaly anomaly) {
    if (report.full(anomaly)) {
      report.count(anomaly);
      return true;
    }
    return false;
  }

  private int from(Hold hold) {
    return history.completed(hold.acquire());
  }

  private int to(Hold hold) {
    return hold.release() < 0 ? History.NEVER : history.invoked(hold.release());
  }

  /** Compares the holds of all owners. */
  void check(Progress progress, boolean fenced) {
    holds.sort(Comparator.comparingInt(this::from));
    Hold longest = null;
    Hold highest = null;
    boolean disjoint = true;
    for (Hold hold : holds) {
      progress.step();
      if (longest != null && from(hold) < to(longest) && !hold.owner().equals(longest.owner())) {
        disjoint = false;
        overlap(longest, hold);
      }
      longest = longest == null || to(hold) > to(longest) ? hold : longest;
    }
    for (Hold hold : disjoint && fenced ? holds : List.<Hold>of()) {
      progress.step();
      if (hold.fence().isEmpty()) {
        continue;
      }
      if (highest != null && hold.fence().getAsLong() <= highest.fence().getAsLong()) {
        fence(highest, hold);
      } else {
        highest = hold;
      }
    }
    moments.forEach(this::checkMoment);
  }

  private void overlap(Hold one, Hold other) {
    if (full(Anomaly.DOUBLE_ACQUIRE)) {
      return;
    }
    report.violated(
        Anomaly.DOUBLE_ACQUIRE,
        other.owner() + " acquired the lock while " + one.owner() + " held it.",
        other.acquire(),
        new int[] {one.acquire(), one.release(), other.release()},
        one.owner()
            + " had acquired the lock before "
            + other.owner()
            + " acquired it, and began to release it "
            + (one.release() < 0 ? "never." : "only afterwards."),
        "So both held it when the acquire of " + other.owner() + " ended.");
  }

  private void fence(Hold earlier, Hold later) {
    if (full(Anomaly.NON_MONOTONIC_FENCE)) {
      return;
    }
    report.violated(
        Anomaly.NON_MONOTONIC_FENCE,
        later.owner()
            + " acquired the lock with the fence "
            + later.fence().getAsLong()
            + ", but an earlier hold had "
            + earlier.fence().getAsLong()
            + ".",
        later.acquire(),
        new int[] {earlier.acquire()});
  }

  private void checkMoment(Moment moment) {
    Hold cover = lastBefore(history.invoked(moment.release()));
    if (cover != null
        && to(cover) > history.completed(moment.release())
        && !cover.owner().equals(moment.owner())
        && !full(Anomaly.RELEASE_WITHOUT_HOLD)) {
      report.violated(
          Anomaly.RELEASE_WITHOUT_HOLD,
          moment.owner() + " released the lock while " + cover.owner() + " held it all the time.",
          moment.release(),
          new int[] {cover.acquire(), cover.release()});
    }
  }

  /** The hold that began last before a position. */
  private @Nullable Hold lastBefore(int position) {
    int low = 0;
    int high = holds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (from(holds.get(middle)) < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : holds.get(low - 1);
  }
}

package minos.monitor;

import java.util.Arrays;
import java.util.PriorityQueue;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Is a history of a lock without owners, or of a semaphore, linearizable?
 *
 * <p><b>Idea.</b> All operations take or give the same number of permits, so that a semaphore is a
 * number of holds from 0 to some capacity, and a lock is one of capacity 1. Go through time and let
 * nothing take effect before it must: when an operation ends that has not taken effect, it does so
 * now, preceded by one of the other kind if there is no room for it: the one that ends first.
 *
 * <p><b>Soundness.</b> Take any order that explains the history up to that end, and what it does
 * since the last one. The operation that must take effect can change places with the first of its
 * kind there, because it ends first. If there is room for it, only operations of the other kind
 * come before it, and it can come before them; all others can wait, together and in their order. If
 * there is no room, the first is of the other kind, it can change places with the one of its kind
 * that ends first, and the same holds for the rest. Crashed operations never end and are used last.
 *
 * <p>Where operations take different numbers of permits, choosing among them is a packing problem,
 * and nothing is said unless a count already shows a contradiction: what certainly was taken and
 * not yet given back exceeds what there is, or what certainly was given back exceeds what anybody
 * had begun to take.
 *
 * <p><b>Cost.</b> O(n log n). The argument is our own.
 */
final class PermitMonitor {
  private final History history;
  private final boolean lock;
  private final long permits;

  private PermitMonitor(History history, boolean lock, long permits) {
    this.history = history;
    this.lock = lock;
    this.permits = permits;
  }

  static PermitMonitor lock(History history) {
    return new PermitMonitor(history, true, 1);
  }

  /** A semaphore of so many permits. */
  static PermitMonitor semaphore(History history, long permits) {
    return new PermitMonitor(history, false, permits);
  }

  private String name() {
    return lock ? "mutex-monitor" : "semaphore-monitor";
  }

  Finding judge(int[] ordinals) {
    int[] kept = new int[ordinals.length];
    boolean[] acquires = new boolean[ordinals.length];
    long[] amounts = new long[ordinals.length];
    int n = 0;
    for (int op : ordinals) {
      String f = history.functionName(history.function(op));
      boolean acquire = f.equals("acquire") || (lock && f.equals("lock"));
      if (history.outcome(op) == Outcome.FAIL) {
        continue;
      } else if (!acquire && !f.equals("release") && !(lock && f.equals("unlock"))) {
        return new Finding.NotApplicable("there are operations other than acquire and release");
      }
      Value input = history.operation(op).input();
      if (!lock && !input.isNil() && !(input instanceof Int by && by.value() >= 0)) {
        return new Finding.NotApplicable("a number of permits is not a number");
      }
      amounts[n] = !lock && input instanceof Int by ? by.value() : 1;
      acquires[n] = acquire;
      if (amounts[n] > 0) {
        kept[n++] = op;
      }
    }
    kept = Arrays.copyOf(kept, n);
    boolean same = true;
    for (int i = 1; i < n; i++) {
      same &= amounts[i] == amounts[0];
    }
    return same
        ? unit(kept, acquires, n == 0 ? 1 : permits / amounts[0])
        : counts(kept, acquires, amounts);
  }

  private Finding unit(int[] ops, boolean[] acquires, long capacity) {
    PriorityQueue<Long> openAcquires = new PriorityQueue<>();
    PriorityQueue<Long> openReleases = new PriorityQueue<>();
    boolean[] done = new boolean[ops.length];
    long held = 0;
    Timeline time = new Timeline(history, ops);
    for (int event = 0; event < time.size(); event++) {
      int i = time.operation(event);
      long open = ((long) history.completed(ops[i]) << 32) | i;
      PriorityQueue<Long> own = acquires[i] ? openAcquires : openReleases;
      if (time.begins(event)) {
        own.add(open);
      } else if (!done[i]) {
        // Of its kind it ends first, so it is the head.
        own.poll();
        done[i] = true;
        if (held != (acquires[i] ? capacity : 0)) {
          held += acquires[i] ? 1 : -1;
          continue;
        }
        Long before = (acquires[i] ? openReleases : openAcquires).poll();
        if (before == null || capacity == 0) {
          return impossible(ops, ops[i], acquires[i]);
        }
        done[before.intValue()] = true;
      }
    }
    return new Finding.Consistent(name());
  }

  private Finding counts(int[] ops, boolean[] acquires, long[] amounts) {
    long total = 0;
    for (int i = 0; i < ops.length; i++) {
      if (amounts[i] > Long.MAX_VALUE / 4 - total) {
        return new Finding.NotApplicable("the numbers of permits are too large");
      }
      total += amounts[i];
    }
    long least = 0;
    long most = 0;
    Timeline time = new Timeline(history, ops);
    for (int event = 0; event < time.size(); event++) {
      int i = time.operation(event);
      boolean begins = time.begins(event);
      if (begins && acquires[i]) {
        most += amounts[i];
      } else if (begins) {
        least -= amounts[i];
      } else if (acquires[i]) {
        least += amounts[i];
      } else {
        most -= amounts[i];
      }
      if (least > permits || most < 0) {
        return impossible(ops, ops[i], acquires[i]);
      }
    }
    return new Finding.NotApplicable("operations take different numbers of permits");
  }

  private Finding impossible(int[] ops, int culprit, boolean acquire) {
    int[] before =
        Arrays.stream(ops).filter(o -> history.invoked(o) < history.completed(culprit)).toArray();
    return new Finding.Violated(
        name(),
        acquire ? Anomaly.DOUBLE_ACQUIRE : Anomaly.RELEASE_WITHOUT_HOLD,
        summary(acquire),
        culprit,
        before);
  }

  private String summary(boolean acquire) {
    if (lock) {
      return acquire
          ? "the lock was acquired while it was held, and nobody had begun to release it."
          : "the lock was released while it was free, and nobody had begun to acquire it.";
    }
    return acquire
        ? "more permits were acquired than the " + permits + " that there are."
        : "more permits were released than anybody had begun to acquire.";
  }
}

package minos.linearizability;

import java.util.Arrays;
import java.util.Optional;
import minos.history.History;

/**
 * Zones: linearizability of a register whose written values are all different.
 *
 * <p><b>Question.</b> Is a register with unique written values linearizable?
 *
 * <p><b>Idea.</b> Each value has a cluster: its write and the reads that returned it, which take
 * effect as one block. Let f be the earliest completion in the cluster and s the latest invocation.
 * If f &lt; s, the register must hold the value from f to s (a forward zone); otherwise there is a
 * moment in [s, f] at which the whole block fits (a backward zone). The history is linearizable
 * exactly if every value read was written, no read returned before its write was invoked, no two
 * forward zones overlap, and no backward zone lies within a forward one [1, section 4].
 *
 * <p><b>Why it is sound for what the paper does not treat.</b> The initial value is a write that
 * completes before everything. A crashed write completes never; if nobody read it, it is left out
 * (see {@link RegisterCompiler}), else its cluster's f is that of its reads. Reads that say nothing
 * are left out. If a value is written twice, or the initial one is written again, this does not
 * apply.
 *
 * <p><b>Cost.</b> O(n log n) for sorting the zones; 24 bytes a value while one key is judged.
 *
 * <ol>
 *   <li>P. Gibbons and E. Korach, "Testing shared memories", SIAM Journal on Computing 26(4), 1997.
 * </ol>
 */
final class Zones {
  static final String NAME = "zones";

  private final History history;
  private final RegisterCalls calls;
  private final int[] write;
  private final int[] finish;
  private final int[] start;

  private Zones(History history, RegisterCalls calls, int values) {
    this.history = history;
    this.calls = calls;
    write = new int[values];
    finish = new int[values];
    start = new int[values];
    Arrays.fill(write, NONE);
    Arrays.fill(finish, History.NEVER);
    Arrays.fill(start, Integer.MIN_VALUE);
  }

  private static final int NONE = -1;

  /** Stands for the write of the initial value. */
  private static final int INITIAL = -2;

  /** What zones found: nothing wrong, or the conflict that shows first. */
  sealed interface Found {
    /** The register is linearizable. */
    record Fine() implements Found {}

    /** It is not, and this shows first. */
    sealed interface Conflict extends Found {
      /** The read up to whose completion there is no order, but is one before. */
      int culprit();
    }

    /** A value was read that nobody wrote. */
    record NeverWritten(int read) implements Conflict {
      @Override
      public int culprit() {
        return read;
      }
    }

    /** A read returned before its write began. */
    record FromTheFuture(int read, int write) implements Conflict {
      @Override
      public int culprit() {
        return read;
      }
    }

    /**
     * Two values each had to be there all the time between two moments, and the times overlap; or
     * one had to be there, even if only for a moment, while the other was.
     *
     * @param finishA the operation on the first value that completed first; -1 for the initial
     *     value
     * @param startA the operation on the first value that began last
     * @param writeB the write of the second value, -1 for the initial value
     * @param finishB the operation on the second value that completed first; -1 for the initial
     *     value
     * @param startB the operation on the second value that began last
     */
    record Overlap(
        int writeA, int finishA, int startA, int writeB, int finishB, int startB, int culprit)
        implements Conflict {}
  }

  /** Decides; empty if the values are not unique or there are compare-and-sets. */
  static Optional<Found> judge(History history, RegisterCalls calls) {
    int values = 1 + calls.initial();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.kind(i) != RegisterCalls.READ && calls.kind(i) != RegisterCalls.WRITE) {
        return Optional.empty();
      }
      values = Math.max(values, calls.first(i) + 1);
    }
    Zones zones = new Zones(history, calls, values);
    return zones.gather() ? Optional.of(zones.decide()) : Optional.empty();
  }

  private boolean gather() {
    int initial = calls.initial();
    write[initial] = INITIAL;
    finish[initial] = -1;
    start[initial] = -1;
    for (int i = 0; i < calls.size(); i++) {
      int value = calls.first(i);
      if (calls.kind(i) == RegisterCalls.WRITE) {
        if (value == RegisterCalls.UNOBSERVED) {
          continue;
        }
        if (write[value] != NONE) {
          return false;
        }
        write[value] = i;
      }
      int completed = completed(i);
      int invoked = invoked(i);
      finish[value] = Math.min(finish[value], completed);
      start[value] = Math.max(start[value], invoked);
    }
    return true;
  }

  private int completed(int call) {
    return history.completed(calls.ordinals()[call]);
  }

  private int invoked(int call) {
    return history.invoked(calls.ordinals()[call]);
  }

  private Found decide() {
    return fine() ? new Found.Fine() : EarliestConflict.of(history, calls, write, finish);
  }

  private boolean fine() {
    if (impossible()) {
      return false;
    }
    ForwardZones forward = ForwardZones.of(write, finish, start);
    if (forward.firstThatOverlaps(start) > 0) {
      return false;
    }
    for (int value = 1; value < write.length; value++) {
      if (write[value] == NONE || finish[value] < start[value]) {
        continue;
      }
      int around = forward.around(start[value], start);
      if (around >= 0 && finish[value] < start[around]) {
        return false;
      }
    }
    return unobserved(forward);
  }

  /**
   * Whether there is a read of what nobody wrote, or of what was written only later. That is seen
   * from the values: a write doesn't complete before it began, so what completed before it is a
   * read.
   */
  private boolean impossible() {
    for (int value = 1; value < write.length; value++) {
      int by = write[value];
      boolean seen = start[value] != Integer.MIN_VALUE;
      if (seen && (by == NONE || (by >= 0 && finish[value] < invoked(by)))) {
        return true;
      }
    }
    return false;
  }

  /** Writes that nobody read are backward zones of their own. */
  private boolean unobserved(ForwardZones forward) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.kind(i) == RegisterCalls.WRITE && calls.first(i) == RegisterCalls.UNOBSERVED) {
        int around = forward.around(invoked(i), start);
        if (around >= 0 && completed(i) < start[around]) {
          return false;
        }
      }
    }
    return true;
  }
}

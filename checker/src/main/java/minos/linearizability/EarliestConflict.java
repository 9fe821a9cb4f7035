package minos.linearizability;

import java.util.Arrays;
import minos.history.History;

/**
 * Finds the first completion up to which a register with unique written values is not linearizable.
 * One use.
 *
 * <p><b>Question.</b> {@link Zones} say that not all operations have an order. Up to which
 * completion had the earlier ones none already? That operation is the culprit, whatever comes
 * later, and however the history is made smaller.
 *
 * <p><b>Idea.</b> Let f be the earliest completion among the operations on a value, and s the
 * latest invocation. Value u comes before v where f(u) &lt; s(v); zones conflict exactly where u
 * comes before v and v before u. With one completion after the other, f is set once and s only
 * grows, so the first conflict arises where a read makes s(v) grow: with that u, of those with f(u)
 * &lt; s(v), whose s(u) is the largest. A tree over the values by their f keeps, for each range,
 * the two values with the largest s, so that v itself can be passed over [1].
 *
 * <p><b>Why it is sound.</b> What is known at a completion is the history cut off there: reads that
 * are still open say nothing, and a write that is still open counts once somebody read it; zones
 * are exact for that. When f(v) is set, all invocations lie before it, so it brings no conflict; a
 * write's own completion does not move s(v).
 *
 * <p><b>Cost.</b> O(n log n); about 60 bytes an operation, only where the register is violated.
 *
 * <ol>
 *   <li>P. Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and
 *       Experience 24(3), 1994.
 * </ol>
 */
final class EarliestConflict {
  private static final int NONE = -1;
  private static final int INITIAL = -2;

  private final History history;
  private final RegisterCalls calls;

  /** The write of each block; a block is a value, or a write that nobody read. */
  private final int[] write;

  /** Where each block first completes, or {@link History#NEVER}; the same in rising order. */
  private final int[] finish;

  private final int[] finishes;

  /** What is known so far: the latest invocation, whose it is, and what completed first. */
  private final int[] start;

  private final int[] last;
  private final int[] first;
  private final int[] largest;
  private final int[] second;

  private EarliestConflict(History history, RegisterCalls calls, int[] write, int[] finish) {
    this.history = history;
    this.calls = calls;
    this.write = write;
    this.finish = finish;
    finishes = finish.clone();
    Arrays.sort(finishes);
    start = filled(-1);
    last = filled(NONE);
    first = filled(NONE);
    largest = filled(NONE);
    second = filled(NONE);
  }

  private int[] filled(int with) {
    int[] array = new int[finish.length + 1];
    Arrays.fill(array, with);
    return array;
  }

  /**
   * The first conflict of a register that has one.
   *
   * @param write the write of each value, -1 if nobody wrote it, -2 for the initial value
   * @param finish for each value where its earliest completion is
   */
  static Zones.Found.Conflict of(History history, RegisterCalls calls, int[] write, int[] finish) {
    int[] blocks = new int[calls.size()];
    int[] writes = Arrays.copyOf(write, write.length + calls.size());
    int[] ends = Arrays.copyOf(finish, writes.length);
    int count = write.length;
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = calls.first(i);
      if (blocks[i] == RegisterCalls.UNOBSERVED) {
        writes[count] = i;
        ends[count] = history.completed(calls.ordinals()[i]);
        blocks[i] = count++;
      }
    }
    return new EarliestConflict(
            history, calls, Arrays.copyOf(writes, count), Arrays.copyOf(ends, count))
        .find(blocks);
  }

  private Zones.Found.Conflict find(int[] blocks) {
    if (finish[calls.initial()] < 0) {
      enter(calls.initial());
    }
    for (int call : byCompletion()) {
      int block = blocks[call];
      if (calls.kind(call) == RegisterCalls.READ) {
        if (write[block] == NONE) {
          return new Zones.Found.NeverWritten(call);
        } else if (write[block] >= 0 && invoked(write[block]) > completed(call)) {
          return new Zones.Found.FromTheFuture(call, write[block]);
        }
      }
      int before = start[block];
      if (first[block] == NONE && finish[block] >= 0) {
        first[block] = call;
        if (write[block] >= 0) {
          grow(block, write[block]);
        }
      }
      grow(block, call);
      if (start[block] > before) {
        enter(block);
        int other = latest(start[block], block);
        if (other != NONE && start[other] > finish[block]) {
          return conflict(block, other, call);
        }
      }
    }
    throw new IllegalStateException("zones conflict in the whole history, but in no part of it");
  }

  private int completed(int call) {
    return history.completed(calls.ordinals()[call]);
  }

  private int invoked(int call) {
    return history.invoked(calls.ordinals()[call]);
  }

  private int[] byCompletion() {
    long[] order = new long[calls.size()];
    int count = 0;
    for (int i = 0; i < calls.size(); i++) {
      if (completed(i) != History.NEVER) {
        order[count++] = (long) completed(i) << 32 | i;
      }
    }
    Arrays.sort(order, 0, count);
    int[] sorted = new int[count];
    Arrays.setAll(sorted, i -> (int) order[i]);
    return sorted;
  }

  private void grow(int block, int call) {
    if (invoked(call) > start[block]) {
      start[block] = invoked(call);
      last[block] = call;
    }
  }

  /** How many blocks completed before a moment, or will have. */
  private int rank(int moment) {
    int low = 0;
    int high = finishes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (finishes[middle] < moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Puts a block whose latest invocation grew into the tree. */
  private void enter(int block) {
    for (int node = rank(finish[block]) + 1; node < largest.length; node += node & -node) {
      boolean largestAlready = largest[node] == block;
      if (!largestAlready && later(block, largest[node])) {
        second[node] = largest[node];
        largest[node] = block;
      } else if (!largestAlready && later(block, second[node])) {
        second[node] = block;
      }
    }
  }

  private boolean later(int block, int other) {
    return other == NONE || start[block] > start[other];
  }

  /** Of the blocks that completed before a moment, but for one, that which began last. */
  private int latest(int moment, int but) {
    int best = NONE;
    for (int node = rank(moment); node > 0; node -= node & -node) {
      int candidate = largest[node] == but ? second[node] : largest[node];
      if (candidate != NONE && later(candidate, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private Zones.Found.Conflict conflict(int block, int other, int culprit) {
    boolean later = finish[other] > finish[block];
    int a = later ? block : other;
    int b = later ? other : block;
    return new Zones.Found.Overlap(
        written(a), first[a], last[a], written(b), first[b], last[b], culprit);
  }

  private int written(int block) {
    return write[block] == INITIAL ? NONE : write[block];
  }
}

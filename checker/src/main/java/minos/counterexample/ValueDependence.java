package minos.counterexample;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import minos.history.History;
import minos.history.Outcome;

/**
 * Dependence through values: whoever observed a value depends on whoever may have written it.
 *
 * <p><b>Question.</b> Which operations have to go with some operations on registers, maps, or lists
 * that are read as a whole?
 *
 * <p><b>Idea.</b> With an update go all operations that may have observed it, with those that are
 * updates (a compare-and-set, a transaction) all that may have observed them, and so on. An
 * operation may have observed an update if it observed the value written, did not complete before
 * the update was invoked and, where real time counts, no update that certainly happened and stays
 * lies between the two. One that observed that the value was <em>not</em> a certain one may have
 * observed every update that sets another.
 *
 * <p><b>Why it is sound.</b> Take an order that explains the whole history, and in it an operation
 * that stays. What it observed was set by the last update of the place before it. Had that update
 * gone, the operation would have gone too: it observed the value written, and nothing can lie
 * between. So that update stays, nothing new comes between, and the operation observes what it did.
 * Without real time the same holds for every order or visibility relation that a consistency model
 * asks for, restricted to what stays: the writer that each operation read from is still there, and
 * of the other writers there are only fewer. That an update between the two certainly happened
 * needs the order to be one of all operations in real time, so it counts for linearizability alone.
 *
 * <p>When the last writer of a value goes, so does everybody who observed it, even if they can't
 * have observed that writer: see {@link Dependence}.
 *
 * <p><b>Cost.</b> A pass over the events for each link of the longest chain of compare-and-sets.
 */
final class ValueDependence implements Dependence {
  private final Touches touches;
  private final History history;
  private final BitSet observers;
  private final boolean realTime;

  /** Operations in the order of their ends: an invocation, or the complement for a completion. */
  private final int[] events;

  /** The writers of each value, the last to complete first. */
  private final int[][] writersOf;

  /** The writers to each place, the last to complete first. */
  private final int[][] writersTo;

  /**
   * A dependence.
   *
   * @param observers the operations that change nothing
   * @param realTime whether the model is linearizability, or implies it
   */
  ValueDependence(Touches touches, BitSet observers, boolean realTime) {
    this.touches = touches;
    this.history = touches.history();
    this.observers = observers;
    this.realTime = realTime;
    this.events = events(history);
    int places = touches.placeOf().stream().mapToInt(place -> place + 1).max().orElse(0);
    Integer[] byCompletion = new Integer[touches.size()];
    Arrays.setAll(byCompletion, i -> i);
    Arrays.sort(byCompletion, (a, b) -> Integer.compare(touches.end(b), touches.end(a)));
    Groups ofValue = new Groups(touches.values());
    Groups toPlace = new Groups(places);
    for (int op : byCompletion) {
      for (int value : touches.written().get(op)) {
        ofValue.add(value, op);
        toPlace.add(touches.placeOf().get(value), op);
      }
    }
    writersOf = ofValue.toArrays();
    writersTo = toPlace.toArrays();
  }

  private static int[] events(History history) {
    long[] ends = new long[2 * history.size()];
    for (int op = 0; op < history.size(); op++) {
      ends[2 * op] = ((long) history.invoked(op) * 2) << 31 | op;
      ends[2 * op + 1] = ((long) history.completed(op) * 2 + 1) << 31 | op;
    }
    Arrays.sort(ends);
    int[] events = new int[ends.length];
    for (int i = 0; i < ends.length; i++) {
      int op = (int) ends[i] & Integer.MAX_VALUE;
      events[i] = (ends[i] >>> 31 & 1) == 0 ? op : ~op;
    }
    return events;
  }

  @Override
  public boolean observer(int operation) {
    return observers.get(operation);
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    BitSet gone = (BitSet) seeds.clone();
    int before = -1;
    while (gone.cardinality() != before) {
      before = gone.cardinality();
      new Pass(kept, gone).run();
    }
    return gone;
  }

  /** Some operations with those that wrote what they observed, and so on. */
  @Override
  public BitSet withNeeded(BitSet kept, BitSet wanted) {
    BitSet needed = (BitSet) wanted.clone();
    Deque<Integer> open = new ArrayDeque<>(wanted.stream().boxed().toList());
    while (!open.isEmpty()) {
      int op = open.pop();
      for (int value : touches.observed().get(op)) {
        need(op, writersOf[value], kept, needed, open);
      }
    }
    return needed;
  }

  /** Those that may have written what an operation observed, as far as real time tells. */
  private void need(int op, int[] writers, BitSet kept, BitSet needed, Deque<Integer> open) {
    for (int writer : writers) {
      boolean began = !realTime || history.invoked(writer) < history.completed(op);
      if (kept.get(writer) && began && !needed.get(writer)) {
        needed.set(writer);
        open.push(writer);
      }
      if (realTime && began && touches.end(writer) < history.invoked(op)) {
        return;
      }
    }
  }

  /** One pass over the events. */
  private final class Pass {
    private final BitSet kept;
    private final BitSet gone;
    private final int[] latest = new int[writersTo.length];
    private final int[][] bounds = new int[touches.size()][];

    Pass(BitSet kept, BitSet gone) {
      this.kept = kept;
      this.gone = gone;
      Arrays.fill(latest, -1);
    }

    void run() {
      for (int event : events) {
        int op = event < 0 ? ~event : event;
        if (kept.get(op) && !gone.get(op)) {
          pass(event, op);
        }
      }
    }

    private void pass(int event, int op) {
      if (event >= 0) {
        bounds[op] = bounds(op);
      } else if (affected(op)) {
        gone.set(op);
      } else if (realTime
          && history.outcome(op) == Outcome.OK
          && touches.end(op) != History.NEVER) {
        for (int value : touches.written().get(op)) {
          int place = touches.placeOf().get(value);
          latest[place] = Math.max(latest[place], history.invoked(op));
        }
      }
    }

    /** What completed before these can't have been the last update before the operation. */
    private int[] bounds(int op) {
      int[] observed = touches.observed().get(op);
      int[] others = touches.others().get(op);
      int[] found = new int[observed.length + others.length];
      for (int i = 0; i < found.length; i++) {
        int value = i < observed.length ? observed[i] : others[i - observed.length];
        found[i] = latest[touches.placeOf().get(value)];
      }
      return found;
    }

    private boolean affected(int op) {
      int[] observed = touches.observed().get(op);
      for (int i = 0; i < observed.length; i++) {
        int[] writers = writersOf[observed[i]];
        if (losesOne(op, writers, bounds[op][i], -1) || losesAll(op, observed[i])) {
          return true;
        }
      }
      int[] others = touches.others().get(op);
      for (int i = 0; i < others.length; i++) {
        int[] writers = writersTo[touches.placeOf().get(others[i])];
        if (losesOne(op, writers, bounds[op][observed.length + i], others[i])) {
          return true;
        }
      }
      return Arrays.stream(touches.noticed().get(op)).anyMatch(value -> losesAll(op, value))
          || Arrays.stream(touches.othersNoticed().get(op)).anyMatch(v -> losesAllOthers(op, v));
    }

    /** Whether an update goes that the operation may have observed. */
    private boolean losesOne(int op, int[] writers, int bound, int except) {
      for (int writer : writers) {
        if (realTime && touches.end(writer) <= bound) {
          return false;
        }
        boolean before = !realTime || history.invoked(writer) < history.completed(op);
        if (gone.get(writer) && writer != op && before && !writesOnly(writer, except)) {
          return true;
        }
      }
      return false;
    }

    private boolean writesOnly(int writer, int value) {
      return value >= 0 && Arrays.stream(touches.written().get(writer)).allMatch(v -> v == value);
    }

    /**
     * Whether the last writer of a value goes that had one, or the last that had ended before the
     * operation began.
     */
    private boolean losesAll(int op, int value) {
      return !touches.initial().get(value) && losesAll(op, writersOf[value], -1);
    }

    /** The same of all values but one of a place. */
    private boolean losesAllOthers(int op, int value) {
      return losesAll(op, writersTo[touches.placeOf().get(value)], value);
    }

    private boolean losesAll(int op, int[] writers, int except) {
      boolean had = false;
      boolean hadBefore = false;
      boolean has = false;
      boolean hasBefore = false;
      for (int writer : writers) {
        if (writer != op && kept.get(writer) && !writesOnly(writer, except)) {
          boolean before = touches.end(writer) < history.invoked(op);
          had = true;
          hadBefore |= before;
          has |= !gone.get(writer);
          hasBefore |= before && !gone.get(writer);
        }
      }
      return (had && !has) || (hadBefore && !hasBefore);
    }
  }

  /** Lists of operations that grow. */
  private static final class Groups {
    private final List<int[]> groups;
    private final int[] sizes;

    Groups(int count) {
      groups = new java.util.ArrayList<>(java.util.Collections.nCopies(count, new int[0]));
      sizes = new int[count];
    }

    void add(int group, int op) {
      int[] members = groups.get(group);
      if (sizes[group] == members.length) {
        members = Arrays.copyOf(members, Math.max(2, 2 * members.length));
        groups.set(group, members);
      }
      if (sizes[group] == 0 || members[sizes[group] - 1] != op) {
        members[sizes[group]++] = op;
      }
    }

    int[][] toArrays() {
      int[][] all = new int[sizes.length][];
      for (int i = 0; i < all.length; i++) {
        all[i] = Arrays.copyOf(groups.get(i), sizes[i]);
      }
      return all;
    }
  }
}

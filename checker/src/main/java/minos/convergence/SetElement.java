package minos.convergence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import minos.value.Value;

/** What is known of one element of a set in which adding wins, as time goes on. */
final class SetElement {
  /** No operation. */
  static final int NOBODY = -1;

  /** What one replica acknowledged. */
  private static final class Known {
    /** Its additions, in the order of their ends. */
    private int[] additions = {};

    private int count;

    /** How many of them are certainly undone. */
    private int checked;

    /** The additions that its removals certainly undid. */
    private Set<Integer> undone = Set.of();

    /** An addition that no removal can have received. */
    private int sure = NOBODY;

    void undo(int add) {
      if (undone.isEmpty()) {
        undone = new HashSet<>(2);
      }
      undone.add(add);
    }
  }

  /** What a replica certainly knew when a removal began: so many of its own, and one more. */
  private record Received(int additions, int seen) {}

  private final int number;
  private final Value value;
  private final Map<Integer, Known> known = new HashMap<>(2);
  private final Map<Integer, Received> removals = new HashMap<>(0);
  private int begun;
  private int firstAdd = NOBODY;
  private int firstBegan;
  private int removedUntil = NOBODY;
  private int removalsBegun;
  private int lastRemoval = NOBODY;
  private int lastPass;

  /**
   * An element.
   *
   * @param number its number, from 0
   */
  SetElement(int number, Value value) {
    this.number = number;
    this.value = value;
  }

  int number() {
    return number;
  }

  Value value() {
    return value;
  }

  /** Whether it was not met in a pass, numbered from 1, over some elements before. */
  boolean firstIn(int pass) {
    boolean first = lastPass != pass;
    lastPass = pass;
    return first;
  }

  /** How many additions had begun. */
  int begun() {
    return begun;
  }

  /** Where the first addition began. */
  int firstBegan() {
    return firstBegan;
  }

  /** The last removal that succeeded. */
  int lastRemoval() {
    return lastRemoval;
  }

  /** How many removals had begun. */
  int removals() {
    return removalsBegun;
  }

  /** Whether no removal that had begun can have received what began there. */
  boolean unremovedSince(int position) {
    return removedUntil < position;
  }

  /** An addition that a replica acknowledged and no removal can have received, or nobody. */
  int sure(int replica) {
    Known there = known.get(replica);
    return there == null ? NOBODY : there.sure;
  }

  /** Whether all additions that had begun were undone by removals that a replica acknowledged. */
  boolean allUndone(int replica) {
    Known there = known.get(replica);
    return begun > 0 && there != null && there.undone.size() == begun;
  }

  private Known at(int replica) {
    return known.computeIfAbsent(replica, ignored -> new Known());
  }

  void addBegan(int add, int position) {
    if (begun++ == 0) {
      firstAdd = add;
      firstBegan = position;
    }
  }

  /**
   * A replica acknowledged an addition.
   *
   * @param position where the addition began
   * @return whether the element is surely there now
   */
  boolean addEnded(int add, int replica, int position) {
    Known here = at(replica);
    if (here.count == here.additions.length) {
      here.additions = Arrays.copyOf(here.additions, Math.max(1, 2 * here.count));
    }
    here.additions[here.count++] = add;
    if (!unremovedSince(position)) {
      return false;
    }
    here.sure = add;
    at(SetLaws.ALL).sure = add;
    return true;
  }

  /**
   * A removal began; the element is not surely anywhere any more.
   *
   * @param end where it ends, after which it has received nothing more
   * @param answered whether the replica had answered the element before
   */
  void removalBegan(int removal, int replica, int end, boolean answered) {
    removedUntil = Math.max(removedUntil, end);
    removalsBegun++;
    known.values().forEach(there -> there.sure = NOBODY);
    Known here = known.get(replica);
    // An answer contains the only addition that had begun; of several, nobody knows which.
    int seen = answered && begun == 1 ? firstAdd : NOBODY;
    removals.put(removal, new Received(here == null ? 0 : here.count, seen));
  }

  /** A replica acknowledged a removal. */
  void removalEnded(int removal, int replica) {
    lastRemoval = removal;
    Received received = removals.remove(removal);
    if (received == null) {
      return;
    }
    Known here = at(replica);
    Known all = at(SetLaws.ALL);
    while (here.checked < received.additions()) {
      int add = here.additions[here.checked++];
      here.undo(add);
      all.undo(add);
    }
    if (received.seen() != NOBODY) {
      here.undo(received.seen());
      all.undo(received.seen());
    }
  }
}

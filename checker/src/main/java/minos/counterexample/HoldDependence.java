package minos.counterexample;

import java.util.BitSet;
import minos.history.History;
import minos.history.Outcome;

/**
 * Dependence of locks: an acquire goes with the release that ends the hold.
 *
 * <p>Sound with owners: between an acquire and the next operation of its process, a release, nobody
 * else's operation can take effect, so without the two the lock is as it was. That needs that the
 * process has no operation of unknown outcome, which might lie in between.
 *
 * <p>Sound without owners, where anybody may have released: an acquire and a release go together if
 * every other operation of the history has ended before both or begins after both, and the acquire
 * ended before the release began. Then each order has them next to each other. The same of permits
 * of a semaphore, if as many are taken as are given back.
 */
final class HoldDependence implements Dependence {
  private final History history;
  private final BitSet observers;
  private final boolean owned;

  HoldDependence(History history, BitSet observers, boolean owned) {
    this.history = history;
    this.observers = observers;
    this.owned = owned;
  }

  @Override
  public boolean observer(int operation) {
    return observers.get(operation);
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    BitSet left = (BitSet) kept.clone();
    seeds.stream().filter(observers::get).forEach(left::clear);
    boolean found = true;
    while (found) {
      found = false;
      for (int op = seeds.nextSetBit(0); op >= 0; op = seeds.nextSetBit(op + 1)) {
        int partner = left.get(op) ? partner(left, op) : -1;
        if (partner >= 0) {
          // What lies around them may now be a pair.
          left.clear(op);
          left.clear(partner);
          found = true;
        }
      }
    }
    BitSet gone = (BitSet) kept.clone();
    if (!left.intersects(seeds)) {
      gone.andNot(left);
    }
    return gone;
  }

  private int partner(BitSet left, int op) {
    return owned ? partnerInSession(left, op) : partnerApart(left, op);
  }

  private boolean acquires(int op) {
    String f = history.functionName(history.function(op));
    return f.equals("acquire") || f.equals("lock");
  }

  private boolean pair(int acquire, int release) {
    return acquires(acquire)
        && !acquires(release)
        && history.outcome(acquire) == Outcome.OK
        && history.outcome(release) == Outcome.OK
        && (owned || history.input(acquire) == history.input(release))
        && history.completed(acquire) < history.invoked(release);
  }

  private int partnerInSession(BitSet left, int op) {
    int process = history.process(op);
    int before = -1;
    int after = -1;
    for (int other = left.nextSetBit(0); other >= 0; other = left.nextSetBit(other + 1)) {
      boolean counts = history.process(other) == process && !observers.get(other);
      if (counts && history.outcome(other) != Outcome.OK) {
        return -1;
      } else if (counts && history.invoked(other) < history.invoked(op)) {
        before = before < 0 || history.invoked(other) > history.invoked(before) ? other : before;
      } else if (counts && other != op) {
        after = after < 0 || history.invoked(other) < history.invoked(after) ? other : after;
      }
    }
    if (acquires(op)) {
      return after >= 0 && pair(op, after) ? after : -1;
    }
    return before >= 0 && pair(before, op) ? before : -1;
  }

  private int partnerApart(BitSet left, int op) {
    for (int other = left.nextSetBit(0); other >= 0; other = left.nextSetBit(other + 1)) {
      int first = acquires(op) ? op : other;
      int second = acquires(op) ? other : op;
      if (other != op && pair(first, second) && apart(left, first, second)) {
        return other;
      }
    }
    return -1;
  }

  private boolean apart(BitSet left, int acquire, int release) {
    for (int other = left.nextSetBit(0); other >= 0; other = left.nextSetBit(other + 1)) {
      boolean before = history.completed(other) < history.invoked(acquire);
      boolean after = history.invoked(other) > history.completed(release);
      if (other != acquire && other != release && !observers.get(other) && !before && !after) {
        return false;
      }
    }
    return true;
  }
}

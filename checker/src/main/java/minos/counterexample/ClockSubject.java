package minos.counterexample;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.causal.RecordedClocks;
import minos.check.Check;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;

/**
 * Vector clocks that a store recorded.
 *
 * <p>Sound: most laws are about an operation by itself, or about two that are there. The others say
 * what goes together. A read is judged by the write of its value where there is one only, so writes
 * of one value go together. What a session had seen is compared with what began after it was seen;
 * it stands for all that is older, so where it goes, what overlapped it in its session goes. Only
 * the last read of a session after all writes has to know all of them: where it goes, so do those
 * before it that would come to be the last, and where the last write goes, so do the reads that
 * would come to be after all.
 */
final class ClockSubject implements Subject {
  private final RecordedClocks check;

  ClockSubject(RecordedClocks check) {
    this.check = check;
  }

  @Override
  public Check judge() {
    return check;
  }

  @Override
  public Dependence dependence(History history) {
    return new Clocks(history, check);
  }

  /** A prefix has last reads of its own. */
  @Override
  public boolean prefixClosed() {
    return false;
  }

  @Override
  public Reduction updates() {
    return Reduction.UPDATES;
  }

  /** What goes together in a history. Takes a pass over it for each link of a chain. */
  private static final class Clocks implements Dependence {
    private final History history;
    private final BitSet writes = new BitSet();
    private final BitSet reads = new BitSet();
    private final Map<List<Value>, BitSet> ofValue = new HashMap<>();
    private final Map<List<Value>, BitSet> ofSession = new HashMap<>();

    Clocks(History history, RecordedClocks check) {
      this.history = history;
      for (int op = 0; op < history.size(); op++) {
        if (history.outcome(op) != Outcome.OK) {
          continue;
        }
        var operation = history.operation(op);
        Value key = RecordedClocks.key(operation);
        (RecordedClocks.isWrite(operation) ? writes : reads).set(op);
        if (writes.get(op)) {
          ofValue.computeIfAbsent(List.of(key, operation.value()), k -> new BitSet()).set(op);
        }
        ofSession
            .computeIfAbsent(List.of(key, check.session(operation)), k -> new BitSet())
            .set(op);
      }
    }

    @Override
    public boolean observer(int operation) {
      return !writes.get(operation);
    }

    @Override
    public BitSet close(BitSet kept, BitSet seeds) {
      BitSet left = (BitSet) kept.clone();
      left.andNot(seeds);
      int before;
      do {
        before = left.cardinality();
        values(kept, left);
        overlaps(kept, left);
        lastReads(kept, left);
      } while (left.cardinality() < before);
      BitSet gone = (BitSet) kept.clone();
      gone.andNot(left);
      return gone;
    }

    private void values(BitSet kept, BitSet left) {
      for (BitSet same : ofValue.values()) {
        BitSet went = (BitSet) same.clone();
        went.and(kept);
        went.andNot(left);
        if (!went.isEmpty()) {
          left.andNot(same);
        }
      }
    }

    private void overlaps(BitSet kept, BitSet left) {
      for (BitSet session : ofSession.values()) {
        for (int op : session.stream().filter(kept::get).filter(o -> !left.get(o)).toArray()) {
          session.stream()
              .filter(later -> later > op && history.invoked(later) <= history.completed(op))
              .forEach(left::clear);
        }
      }
    }

    private void lastReads(BitSet kept, BitSet left) {
      Map<Integer, Integer> quietBefore = quiet(kept);
      Map<Integer, Integer> quietAfter = quiet(left);
      for (BitSet session : ofSession.values()) {
        List<Integer> was = new ArrayList<>();
        List<Integer> is = new ArrayList<>();
        for (int op : session.stream().filter(reads::get).filter(kept::get).toArray()) {
          if (history.invoked(op) > quietBefore.getOrDefault(history.key(op), -1)) {
            was.add(op);
          }
          if (left.get(op) && history.invoked(op) > quietAfter.getOrDefault(history.key(op), -1)) {
            is.add(op);
          }
        }
        while (!is.isEmpty()
            && (was.isEmpty() || !is.get(is.size() - 1).equals(was.get(was.size() - 1)))) {
          left.clear(is.remove(is.size() - 1));
        }
      }
    }

    /** Of each key when its last write ended. */
    private Map<Integer, Integer> quiet(BitSet among) {
      Map<Integer, Integer> ends = new HashMap<>();
      for (int op = among.nextSetBit(0); op >= 0; op = among.nextSetBit(op + 1)) {
        if (writes.get(op)) {
          ends.merge(history.key(op), history.completed(op), Math::max);
        }
      }
      return ends;
    }
  }
}

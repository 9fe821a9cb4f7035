package minos.counterexample;

import java.util.BitSet;
import java.util.function.Function;
import minos.check.Check;
import minos.contract.ContractCheck;
import minos.contract.Removal;
import minos.history.Derived;
import minos.history.History;
import minos.value.Value;
import minos.verdict.Violation;

/**
 * Whole stores, judged by a contract or by one promise to all operations. What can go is argued at
 * {@link Removal}; whoever observed what goes, at {@link ValueDependence}.
 *
 * <p>An operation may touch several keys, so there is no leaving out the other keys as of
 * independent objects: the operations that don't touch a key go as any others do, and a listing or
 * a transaction keeps what it saw of other keys.
 */
final class ContractSubject implements Subject {
  private final Check judge;
  private final ContractCheck contract;
  private final Function<History, Derived> seen;
  private final boolean widened;

  /**
   * A subject.
   *
   * @param judge the check by the contract, or one that asks it about other intervals
   * @param seen what the contract's check is asked about
   * @param widened whether that has other intervals
   */
  ContractSubject(
      Check judge, ContractCheck contract, Function<History, Derived> seen, boolean widened) {
    this.judge = judge;
    this.contract = contract;
    this.seen = seen;
    this.widened = widened;
  }

  @Override
  public Check judge() {
    return judge;
  }

  @Override
  public BitSet about(History history, Violation violation) {
    BitSet all = new BitSet();
    all.set(0, history.size());
    if (violation.key().isEmpty()) {
      return all;
    }
    Removal removal = Removal.of(history, contract, seen);
    BitSet others = (BitSet) all.clone();
    others.andNot(removal.about(violation.key()));
    BitSet left = (BitSet) all.clone();
    left.andNot(dependence(history, removal).close(all, others));
    return left.isEmpty() ? all : left;
  }

  @Override
  public boolean byKey() {
    return false;
  }

  @Override
  public Dependence dependence(History history) {
    return dependence(history, Removal.of(history, contract, seen));
  }

  private Dependence dependence(History history, Removal removal) {
    BitSet observers = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      observers.set(op, removal.observer(op));
    }
    StoreTouches touches = new StoreTouches(history);
    removal.tell(touches);
    boolean realTime = removal.inRealTime() && !widened;
    return new Both(new ValueDependence(touches.build(), observers, realTime), removal);
  }

  /** Prefixes lose what an answer would have told of others, which leaving it out does better. */
  @Override
  public boolean prefixClosed() {
    return false;
  }

  @Override
  public Reduction updates() {
    return Reduction.UPDATES;
  }

  /** Who observed what goes, and who would have to keep more than before. */
  private record Both(ValueDependence values, Removal removal) implements Dependence {
    @Override
    public boolean observer(int operation) {
      return values.observer(operation);
    }

    @Override
    public BitSet close(BitSet kept, BitSet seeds) {
      BitSet gone = seeds;
      while (true) {
        gone = values.close(kept, gone);
        BitSet left = (BitSet) kept.clone();
        left.andNot(gone);
        BitSet more = left.isEmpty() ? left : removal.unexplained(kept, left);
        if (more.isEmpty()) {
          return gone;
        }
        gone.or(more);
      }
    }
  }

  /** What the steps of a store's operations touch: each key is a place. */
  private static final class StoreTouches implements Removal.Listener {
    private final Touches.Builder touches;

    StoreTouches(History history) {
      touches = new Touches.Builder(history);
    }

    Touches build() {
      return touches.build();
    }

    @Override
    public void operation() {
      touches.next();
    }

    @Override
    public void observed(Value key, Value value, boolean ordered) {
      if (ordered) {
        touches.observes(key, value);
      } else {
        touches.notices(key, value);
      }
    }

    @Override
    public void observedOther(Value key, Value value, boolean ordered) {
      if (ordered) {
        touches.differs(key, value);
      } else {
        touches.noticesOther(key, value);
      }
    }

    @Override
    public void wrote(Value key, Value value, boolean certain) {
      touches.writes(key, value);
      if (!certain) {
        touches.neverEnds();
      }
    }

    @Override
    public void initially(Value key, Value value) {
      touches.initially(key, value);
    }
  }
}

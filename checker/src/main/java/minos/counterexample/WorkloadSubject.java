package minos.counterexample;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.check.Check;
import minos.history.History;
import minos.value.Value;
import minos.workload.WorkloadRemoval;

/**
 * Jepsen's workloads. Each says of itself what can go and why: the implementations of {@link
 * WorkloadRemoval}.
 */
final class WorkloadSubject implements Subject {
  /** What changes nothing. */
  private static final Set<String> READS = Set.of("read", "strong-read", "poll");

  private final Check check;
  private final WorkloadRemoval removal;

  private WorkloadSubject(Check check, WorkloadRemoval removal) {
    this.check = check;
    this.removal = removal;
  }

  static Optional<Subject> of(Check check) {
    return WorkloadRemoval.of(check).map(removal -> new WorkloadSubject(check, removal));
  }

  @Override
  public Check judge() {
    return check;
  }

  @Override
  public Dependence dependence(History history) {
    WorkloadRemoval.Closure closure = removal.closure(history);
    return new Dependence() {
      @Override
      public BitSet close(BitSet kept, BitSet seeds) {
        return closure.close(kept, seeds);
      }

      @Override
      public BitSet withNeeded(BitSet kept, BitSet wanted) {
        return closure.withNeeded(kept, wanted);
      }

      @Override
      public boolean observer(int operation) {
        return READS.contains(history.functionName(history.function(operation)));
      }
    };
  }

  @Override
  public Set<Value> elements(History history, BitSet operations) {
    return removal.elements(history, operations);
  }

  @Override
  public BitSet others(History history, Set<Value> elements) {
    return removal.others(history, elements);
  }

  @Override
  public History narrowed(History history, Set<Value> elements) {
    return removal.narrowed(history, elements);
  }

  @Override
  public List<Set<Value>> guesses(History history, BitSet shown) {
    return removal.guesses(history, shown);
  }

  @Override
  public Reduction narrowing() {
    return switch (removal.way()) {
      case LEFT_OUT -> Reduction.ELEMENTS;
      case TAKEN_OFF -> Reduction.SUMS;
      case PUT_TOGETHER -> Reduction.ACCOUNTS;
    };
  }

  /** What a prefix has not shown yet, such as what is read at last, is judged otherwise in it. */
  @Override
  public boolean prefixClosed() {
    return false;
  }

  @Override
  public boolean byKey() {
    return removal.byKey();
  }

  @Override
  public Reduction updates() {
    return Reduction.UPDATES;
  }
}

package minos.counterexample;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import minos.check.Check;
import minos.consistency.ConsistencyChecks;
import minos.consistency.ConsistencyModel;
import minos.convergence.EventualConsistency;
import minos.history.History;
import minos.history.Outcome;
import minos.register.Accesses;
import minos.register.RegisterOptions;
import minos.spec.ModelOptions;
import minos.spec.Register;

/**
 * Consistency models of registers other than linearizability: an update goes with all that read its
 * value, whatever the time.
 *
 * <p>Sound for session guarantees, causal consistency and its kin, sequential consistency and
 * bounds on staleness: each asks for orders or visibility among the operations, with rules of the
 * form "if these operations are so related, that follows for them" and "a read returns the last
 * write that it sees". What is left of the relations obeys the rules, and the last write that a
 * read sees is still there, with fewer others. Without an update there are only fewer versions to
 * be behind.
 *
 * <p>Two need more. A safe register may answer anything while a write goes on, so with a write go
 * the reads that overlap it; any other did not see it. An eventually consistent one is judged by
 * its last reads, so none may become one: {@link FurtherDependence#ofLastReads}.
 */
final class RegisterSubject implements Subject {
  private static final Register ANY = Register.withCompareAndSet(ModelOptions.DEFAULTS);

  private final Check check;
  private final ConsistencyModel model;

  RegisterSubject(Check check, ConsistencyModel model) {
    this.check = check;
    this.model = model;
  }

  @Override
  public Check judge() {
    return check;
  }

  @Override
  public Dependence dependence(History history) {
    BitSet observers = new BitSet();
    BitSet reads = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      Register.Kind kind = ANY.kind(Calls.of(history, op, false));
      reads.set(op, kind != Register.Kind.WRITE);
      observers.set(op, kind == Register.Kind.READ || history.outcome(op) == Outcome.FAIL);
    }
    Dependence ofValues = new ValueDependence(RegisterTouches.of(history, ANY), observers, false);
    return switch (model) {
      case SAFE ->
          new FurtherDependence(
              ofValues, (kept, gone) -> overlapping(history, reads, observers, kept, gone));
      case EVENTUAL, STRONG_EVENTUAL -> {
        Accesses accesses =
            Accesses.of(
                history, ConsistencyChecks.optionsOf(check).orElse(RegisterOptions.DEFAULTS));
        yield FurtherDependence.ofLastReads(
            ofValues, some -> EventualConsistency.lastReadsAmong(accesses, some));
      }
      case LINEARIZABLE,
          SEQUENTIAL,
          PER_KEY_SEQUENTIAL,
          PROCESSOR,
          CAUSAL,
          CAUSAL_CONVERGENCE,
          CAUSAL_MEMORY,
          PRAM,
          SESSION,
          READ_YOUR_WRITES,
          MONOTONIC_READS,
          MONOTONIC_WRITES,
          WRITES_FOLLOW_READS,
          REGULAR,
          BOUNDED_STALENESS,
          CONSISTENT_PREFIX,
          NO_THIN_AIR ->
          ofValues;
    };
  }

  /** The kept operations that read, compare-and-sets included, and overlap an update that goes. */
  private static BitSet overlapping(
      History history, BitSet reads, BitSet observers, BitSet kept, BitSet gone) {
    BitSet updates = (BitSet) gone.clone();
    updates.andNot(observers);
    // Where the last update of each key ends that had begun before, in the order of invocations.
    Map<Integer, Integer> ends = new HashMap<>();
    BitSet found = new BitSet();
    for (int op = kept.nextSetBit(0); op >= 0; op = kept.nextSetBit(op + 1)) {
      int key = history.key(op);
      if (updates.get(op)) {
        ends.merge(key, history.completed(op), Math::max);
      }
      if (reads.get(op) && ends.getOrDefault(key, -1) > history.invoked(op)) {
        found.set(op);
      }
    }
    Map<Integer, Integer> begins = new HashMap<>();
    for (int op = kept.length() - 1; op >= 0; op = kept.previousSetBit(op - 1)) {
      int key = history.key(op);
      if (updates.get(op)) {
        begins.merge(key, history.invoked(op), Math::min);
      }
      if (reads.get(op) && begins.getOrDefault(key, History.NEVER) < history.completed(op)) {
        found.set(op);
      }
    }
    return found;
  }

  /** Cutting off loses what was read, which leaving it out does better. */
  @Override
  public boolean prefixClosed() {
    return false;
  }

  @Override
  public Reduction updates() {
    return Reduction.UPDATES;
  }
}

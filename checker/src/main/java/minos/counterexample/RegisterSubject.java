package minos.counterexample;

import java.util.BitSet;
import minos.check.Check;
import minos.consistency.ConsistencyModel;
import minos.history.History;
import minos.history.Outcome;
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
 * <p>Not so where being left alone matters: a safe register may answer anything while a write goes
 * on, so of it only reads go. An eventually consistent one is judged by the last reads, which an
 * earlier read becomes if the last goes; there only goes what failed.
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
    BitSet failed = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      boolean reads = ANY.kind(Calls.of(history, op, false)) == Register.Kind.READ;
      if (history.outcome(op) == Outcome.FAIL) {
        failed.set(op);
      }
      if (reads || history.outcome(op) == Outcome.FAIL) {
        observers.set(op);
      }
    }
    return switch (model) {
      case SAFE, NO_THIN_AIR -> new AloneDependence(observers, new BitSet());
      case EVENTUAL, STRONG_EVENTUAL -> new AloneDependence(new BitSet(), failed);
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
          CONSISTENT_PREFIX ->
          new ValueDependence(RegisterTouches.of(history, ANY), observers, false);
    };
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
